-- +goose Up
-- A proposal asks for a turn; a presentation is the turn it got at one gathering.
CREATE TABLE proposal (
  collaboratory_id uuid NOT NULL REFERENCES collaboratory (id),
  id               uuid NOT NULL,
  author_id        uuid NOT NULL,
  kind             text NOT NULL CHECK (kind IN ('project', 'initiative', 'challenge')),
  title            text NOT NULL CHECK (length(title) <= 200),
  summary          text NOT NULL DEFAULT '',
  serves           text NOT NULL DEFAULT '',
  stands           text NOT NULL DEFAULT '',
  time_frame       text NOT NULL DEFAULT '',
  website          text NOT NULL DEFAULT '',
  state            text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'accepted', 'declined', 'withdrawn')),
  wished_gathering uuid,
  submitted_at     timestamptz,
  decided_by       uuid REFERENCES person (id),
  decided_at       timestamptz,
  reason           text NOT NULL DEFAULT '',
  version          integer NOT NULL DEFAULT 1,
  created_at       timestamptz NOT NULL,
  request_key      uuid NOT NULL,
  request_hash     bytea NOT NULL,
  PRIMARY KEY (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, author_id) REFERENCES membership (collaboratory_id, person_id),
  FOREIGN KEY (collaboratory_id, wished_gathering) REFERENCES gathering (collaboratory_id, id),
  CONSTRAINT proposal_request_once UNIQUE (collaboratory_id, author_id, request_key)
);
COMMENT ON TABLE proposal IS 'room: presentation';
CREATE INDEX proposal_by_state ON proposal (collaboratory_id, state, created_at DESC, id DESC);

CREATE TABLE ask (
  collaboratory_id uuid NOT NULL,
  id               uuid NOT NULL,
  proposal_id      uuid NOT NULL,
  position         integer NOT NULL,
  kind             text NOT NULL CHECK (kind IN ('introduction', 'expertise', 'time', 'space', 'money', 'materials', 'publicity', 'partnership', 'data', 'other')),
  what             text NOT NULL CHECK (length(what) <= 300),
  amount           numeric(12, 2) CHECK (amount > 0),
  unit             text NOT NULL DEFAULT '',
  cents            bigint CHECK (cents > 0),
  due              date,
  PRIMARY KEY (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, proposal_id) REFERENCES proposal (collaboratory_id, id),
  CONSTRAINT ask_place UNIQUE (collaboratory_id, proposal_id, position) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE ask IS 'room: presentation';

CREATE TABLE presentation (
  collaboratory_id           uuid NOT NULL,
  id                         uuid NOT NULL,
  proposal_id                uuid NOT NULL,
  gathering_collaboratory_id uuid NOT NULL,
  gathering_id               uuid NOT NULL,
  presenter_id               uuid NOT NULL,
  position                   integer NOT NULL,
  state                      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'pitch', 'questions', 'writing', 'commitments', 'thanks', 'done', 'withdrawn')),
  confirmed_at               timestamptz,
  accepted_by                uuid NOT NULL REFERENCES person (id),
  accepted_at                timestamptz NOT NULL,
  PRIMARY KEY (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, proposal_id) REFERENCES proposal (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, presenter_id) REFERENCES membership (collaboratory_id, person_id),
  FOREIGN KEY (gathering_collaboratory_id, gathering_id) REFERENCES gathering (collaboratory_id, id),
  CONSTRAINT presentation_place UNIQUE (gathering_collaboratory_id, gathering_id, position) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE presentation IS 'room: presentation';
CREATE UNIQUE INDEX presentation_once ON presentation (collaboratory_id, proposal_id) WHERE state <> 'withdrawn';
CREATE INDEX presentation_at_gathering ON presentation (gathering_collaboratory_id, gathering_id, position);
CREATE INDEX presentation_of_presenter ON presentation (collaboratory_id, presenter_id);
CREATE INDEX presentation_by_presenter ON presentation (presenter_id);

CREATE TABLE co_presenter (
  collaboratory_id uuid NOT NULL,
  proposal_id      uuid NOT NULL,
  person_id        uuid NOT NULL,
  added_at         timestamptz NOT NULL,
  PRIMARY KEY (collaboratory_id, proposal_id, person_id),
  FOREIGN KEY (collaboratory_id, proposal_id) REFERENCES proposal (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, person_id) REFERENCES membership (collaboratory_id, person_id)
);
COMMENT ON TABLE co_presenter IS 'room: presentation';
CREATE INDEX co_presenter_of_person ON co_presenter (person_id);

-- +goose Down
DROP TABLE co_presenter;
DROP TABLE presentation;
DROP TABLE ask;
DROP TABLE proposal;
