-- +goose Up
-- The live room of a gathering: what is on, its clock, and how the host set the room up. Ends are instants while the
-- clock runs; left_ms is what is left while it stands.
CREATE TABLE stage (
  collaboratory_id uuid NOT NULL,
  gathering_id     uuid NOT NULL,
  item_id          uuid,
  presentation_id  uuid,
  finished         boolean NOT NULL DEFAULT false,
  began_at         timestamptz,
  ends_at          timestamptz,
  left_ms          bigint,
  version          integer NOT NULL DEFAULT 1,
  changed_by       uuid REFERENCES person (id),
  changed_at       timestamptz NOT NULL,
  aloud_first      boolean NOT NULL DEFAULT true,
  nod              boolean NOT NULL DEFAULT true,
  amounts          boolean NOT NULL DEFAULT true,
  sound            boolean NOT NULL DEFAULT false,
  motion           boolean NOT NULL DEFAULT false,
  PRIMARY KEY (collaboratory_id, gathering_id),
  FOREIGN KEY (collaboratory_id, gathering_id) REFERENCES gathering (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, presentation_id) REFERENCES presentation (collaboratory_id, id),
  CONSTRAINT stage_one_clock CHECK (ends_at IS NULL OR left_ms IS NULL)
);
COMMENT ON TABLE stage IS 'room: stage';

-- What was on, from when to when: the actual minutes of the evening.
CREATE TABLE stage_run (
  collaboratory_id uuid NOT NULL,
  gathering_id     uuid NOT NULL,
  seq              integer NOT NULL,
  item_id          uuid,
  presentation_id  uuid,
  phase            text NOT NULL DEFAULT '',
  began_at         timestamptz NOT NULL,
  ended_at         timestamptz,
  PRIMARY KEY (collaboratory_id, gathering_id, seq),
  FOREIGN KEY (collaboratory_id, gathering_id) REFERENCES stage (collaboratory_id, gathering_id)
);
COMMENT ON TABLE stage_run IS 'room: stage';

-- A raised hand, of a member or a guest; lowered, the row goes.
CREATE TABLE stage_hand (
  collaboratory_id uuid NOT NULL,
  gathering_id     uuid NOT NULL,
  who_id           uuid NOT NULL,
  is_guest         boolean NOT NULL DEFAULT false,
  raised_at        timestamptz NOT NULL,
  PRIMARY KEY (collaboratory_id, gathering_id, who_id),
  FOREIGN KEY (collaboratory_id, gathering_id) REFERENCES gathering (collaboratory_id, id)
);
COMMENT ON TABLE stage_hand IS 'room: stage';

-- What the host did to one promise on the big screen: taken from sight, or a guest’s let onto it.
CREATE TABLE stage_item (
  collaboratory_id uuid NOT NULL,
  commitment_id    uuid NOT NULL,
  gathering_id     uuid NOT NULL,
  hidden_at        timestamptz,
  hidden_by        uuid REFERENCES person (id),
  nodded_at        timestamptz,
  nodded_by        uuid REFERENCES person (id),
  PRIMARY KEY (collaboratory_id, commitment_id),
  FOREIGN KEY (collaboratory_id, commitment_id) REFERENCES commitment (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, gathering_id) REFERENCES gathering (collaboratory_id, id)
);
COMMENT ON TABLE stage_item IS 'room: stage';

-- What a presenter wrote for themselves, to look at while they speak.
CREATE TABLE stage_note (
  collaboratory_id uuid NOT NULL,
  presentation_id  uuid NOT NULL,
  person_id        uuid NOT NULL,
  text             text NOT NULL CHECK (length(text) <= 4000),
  changed_at       timestamptz NOT NULL,
  PRIMARY KEY (collaboratory_id, presentation_id, person_id),
  FOREIGN KEY (collaboratory_id, presentation_id) REFERENCES presentation (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, person_id) REFERENCES membership (collaboratory_id, person_id)
);
COMMENT ON TABLE stage_note IS 'room: stage';

-- The browser of a venue that shows the big screen: it waits with a number until a host types it. Nobody signs in there,
-- so its key is its own until it belongs to a gathering.
CREATE TABLE stage_screen (
  id               uuid PRIMARY KEY,
  browser_hash     bytea NOT NULL UNIQUE,
  code_hash        bytea NOT NULL,
  code_until       timestamptz NOT NULL,
  collaboratory_id uuid,
  gathering_id     uuid,
  paired_by        uuid REFERENCES person (id),
  paired_at        timestamptz,
  until            timestamptz,
  ended_at         timestamptz,
  made_at          timestamptz NOT NULL,
  FOREIGN KEY (collaboratory_id, gathering_id) REFERENCES gathering (collaboratory_id, id)
);
COMMENT ON TABLE stage_screen IS 'room: stage';
CREATE INDEX stage_screen_waiting ON stage_screen (code_hash) WHERE paired_at IS NULL;
CREATE INDEX stage_screen_of_gathering ON stage_screen (collaboratory_id, gathering_id) WHERE ended_at IS NULL;

-- A printed card and the promise that was typed from it: a card is typed once.
CREATE TABLE stage_card (
  collaboratory_id uuid NOT NULL,
  gathering_id     uuid NOT NULL,
  code             text NOT NULL,
  commitment_id    uuid NOT NULL,
  typed_by         uuid NOT NULL REFERENCES person (id),
  typed_at         timestamptz NOT NULL,
  PRIMARY KEY (collaboratory_id, gathering_id, code),
  FOREIGN KEY (collaboratory_id, gathering_id) REFERENCES gathering (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, commitment_id) REFERENCES commitment (collaboratory_id, id)
);
COMMENT ON TABLE stage_card IS 'room: stage';

-- +goose Down
DROP TABLE stage_card;
DROP TABLE stage_screen;
DROP TABLE stage_note;
DROP TABLE stage_item;
DROP TABLE stage_hand;
DROP TABLE stage_run;
DROP TABLE stage;
