-- +goose Up
-- A commitment of help, its append-only history, and its free text, apart so that it can be blanked.
CREATE TABLE commitment (
  collaboratory_id uuid NOT NULL,
  id               uuid NOT NULL,
  presentation_id  uuid NOT NULL,
  ask_id           uuid,
  giver_person_id  uuid,
  giver_guest_id   uuid,
  organisation     text NOT NULL DEFAULT '',
  shown_as_member  boolean NOT NULL DEFAULT false,
  kind             text NOT NULL CHECK (kind IN ('introduction', 'expertise', 'time', 'space', 'money', 'materials', 'publicity', 'partnership', 'data', 'other')),
  promise          text NOT NULL CHECK (length(promise) <= 500),
  private_note     text NOT NULL DEFAULT '' CHECK (length(private_note) <= 1000),
  share_phone      boolean NOT NULL DEFAULT false,
  amount           numeric(12, 2) CHECK (amount > 0),
  unit             text NOT NULL DEFAULT '',
  cents            bigint CHECK (cents > 0),
  due              date,
  first_move       text NOT NULL DEFAULT 'giver' CHECK (first_move IN ('giver', 'receiver')),
  state            text NOT NULL CHECK (state IN ('exploring', 'pledged', 'delivered', 'fulfilled', 'lapsed', 'released', 'declined')),
  seq              integer NOT NULL,
  redated          integer NOT NULL DEFAULT 0,
  done_amount      numeric(12, 2),
  done_cents       bigint,
  source           text NOT NULL DEFAULT 'self' CHECK (source IN ('self', 'scribe', 'convener', 'card')),
  entered_by       uuid REFERENCES person (id),
  verified_at      timestamptz,
  merged_into      uuid,
  pledged_at       timestamptz,
  delivered_at     timestamptz,
  fulfilled_at     timestamptz,
  ended_at         timestamptz,
  contacted_at     timestamptz,
  thanked_at       timestamptz,
  author_id        uuid NOT NULL,
  created_at       timestamptz NOT NULL,
  changed_at       timestamptz NOT NULL,
  request_key      uuid NOT NULL,
  request_hash     bytea NOT NULL,
  PRIMARY KEY (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, presentation_id) REFERENCES presentation (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, ask_id) REFERENCES ask (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, giver_person_id) REFERENCES membership (collaboratory_id, person_id),
  FOREIGN KEY (collaboratory_id, giver_guest_id) REFERENCES guest (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, merged_into) REFERENCES commitment (collaboratory_id, id),
  CONSTRAINT commitment_one_giver CHECK ((giver_person_id IS NULL) <> (giver_guest_id IS NULL)),
  CONSTRAINT commitment_firm_has_date CHECK (due IS NOT NULL OR state IN ('exploring', 'released', 'declined')),
  CONSTRAINT commitment_request_once UNIQUE (collaboratory_id, author_id, request_key)
);
COMMENT ON TABLE commitment IS 'room: commitment';
CREATE INDEX commitment_of_presentation ON commitment (collaboratory_id, presentation_id, id) WHERE merged_into IS NULL;
CREATE INDEX commitment_of_giver ON commitment (giver_person_id, state, due, id) INCLUDE (collaboratory_id, delivered_at) WHERE merged_into IS NULL;
CREATE INDEX commitment_open_due ON commitment (collaboratory_id, due, id) WHERE merged_into IS NULL AND state IN ('pledged', 'lapsed', 'delivered', 'exploring');
CREATE INDEX commitment_due_anywhere ON commitment (due, collaboratory_id, id) WHERE merged_into IS NULL AND state IN ('pledged', 'lapsed');
CREATE INDEX commitment_delivered_anywhere ON commitment (delivered_at, collaboratory_id, id) WHERE merged_into IS NULL AND state = 'delivered';

CREATE TABLE commitment_event (
  collaboratory_id uuid NOT NULL,
  commitment_id    uuid NOT NULL,
  seq              integer NOT NULL,
  at               timestamptz NOT NULL,
  actor_id         uuid,
  for_person_id    uuid,
  verb             text NOT NULL,
  from_state       text NOT NULL,
  to_state         text NOT NULL,
  due_from         date,
  due_to           date,
  amount           numeric(12, 2),
  cents            bigint,
  PRIMARY KEY (collaboratory_id, commitment_id, seq),
  FOREIGN KEY (collaboratory_id, commitment_id) REFERENCES commitment (collaboratory_id, id)
);
COMMENT ON TABLE commitment_event IS 'room: commitment';

CREATE TABLE commitment_note (
  collaboratory_id uuid NOT NULL,
  commitment_id    uuid NOT NULL,
  seq              integer NOT NULL,
  author_id        uuid,
  text             text NOT NULL CHECK (length(text) <= 1000),
  PRIMARY KEY (collaboratory_id, commitment_id, seq),
  FOREIGN KEY (collaboratory_id, commitment_id, seq) REFERENCES commitment_event (collaboratory_id, commitment_id, seq)
);
COMMENT ON TABLE commitment_note IS 'room: commitment';

-- +goose StatementBegin
CREATE FUNCTION commitment_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of a commitment is append-only';
END
$$;
-- +goose StatementEnd
CREATE TRIGGER commitment_event_append_only BEFORE UPDATE OR DELETE ON commitment_event
  FOR EACH ROW EXECUTE FUNCTION commitment_event_is_append_only();

-- +goose Down
DROP TABLE commitment_note;
DROP TABLE commitment_event;
DROP FUNCTION commitment_event_is_append_only();
DROP TABLE commitment;
