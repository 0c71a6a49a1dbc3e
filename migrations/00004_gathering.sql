-- +goose Up
-- A gathering: local day and hours with their zone are the truth, starts_at and ends_at are derived.
CREATE TABLE gathering (
  collaboratory_id uuid NOT NULL REFERENCES collaboratory (id),
  id               uuid NOT NULL,
  number           integer NOT NULL,
  title            text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  day              date NOT NULL,
  start_time       time NOT NULL,
  end_time         time NOT NULL,
  zone             text NOT NULL,
  starts_at        timestamptz NOT NULL,
  ends_at          timestamptz NOT NULL,
  place            text NOT NULL DEFAULT '',
  video_url        text NOT NULL DEFAULT '',
  welcome          text NOT NULL DEFAULT '',
  reply_to         text NOT NULL DEFAULT '',
  state            text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'live', 'closed', 'cancelled')),
  sequence         integer NOT NULL DEFAULT 0,
  version          integer NOT NULL DEFAULT 1,
  cancel_reason    text NOT NULL DEFAULT '',
  published_at     timestamptz,
  started_at       timestamptz,
  closed_at        timestamptz,
  cancelled_at     timestamptz,
  pledges_until    timestamptz,
  created_by       uuid NOT NULL REFERENCES person (id),
  created_at       timestamptz NOT NULL,
  request_key      uuid NOT NULL,
  request_hash     bytea NOT NULL,
  PRIMARY KEY (collaboratory_id, id),
  CONSTRAINT gathering_ends_after_start CHECK (ends_at > starts_at),
  CONSTRAINT gathering_number_once UNIQUE (collaboratory_id, number),
  CONSTRAINT gathering_request_once UNIQUE (collaboratory_id, created_by, request_key)
);
COMMENT ON TABLE gathering IS 'room: gathering';
CREATE INDEX gathering_by_start ON gathering (collaboratory_id, starts_at DESC, id DESC);
CREATE INDEX gathering_upcoming ON gathering (collaboratory_id, starts_at, id) WHERE state IN ('published', 'live');

CREATE TABLE agenda_item (
  collaboratory_id uuid NOT NULL,
  id               uuid NOT NULL,
  gathering_id     uuid NOT NULL,
  position         integer NOT NULL,
  title            text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  minutes          integer NOT NULL CHECK (minutes BETWEEN 0 AND 600),
  kind             text NOT NULL DEFAULT 'item' CHECK (kind IN ('item', 'report', 'turn')),
  PRIMARY KEY (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, gathering_id) REFERENCES gathering (collaboratory_id, id),
  CONSTRAINT agenda_item_place UNIQUE (collaboratory_id, gathering_id, position) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE agenda_item IS 'room: gathering';

-- Who runs the room that evening. Without a row the conveners do.
CREATE TABLE gathering_role (
  collaboratory_id uuid NOT NULL,
  gathering_id     uuid NOT NULL,
  person_id        uuid NOT NULL,
  role             text NOT NULL CHECK (role IN ('host', 'scribe')),
  given_by         uuid NOT NULL REFERENCES person (id),
  given_at         timestamptz NOT NULL,
  PRIMARY KEY (collaboratory_id, gathering_id, person_id, role),
  FOREIGN KEY (collaboratory_id, gathering_id) REFERENCES gathering (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, person_id) REFERENCES membership (collaboratory_id, person_id)
);
COMMENT ON TABLE gathering_role IS 'room: gathering';

CREATE TABLE answer (
  collaboratory_id  uuid NOT NULL,
  gathering_id      uuid NOT NULL,
  person_id         uuid NOT NULL,
  answer            text NOT NULL CHECK (answer IN ('going', 'maybe', 'not')),
  manner            text NOT NULL DEFAULT 'in person' CHECK (manner IN ('in person', 'remote')),
  wants_to_present  boolean NOT NULL DEFAULT false,
  needs             text NOT NULL DEFAULT '',
  answered_at       timestamptz NOT NULL,
  answered_by       uuid REFERENCES person (id),
  arrived_at        timestamptz,
  PRIMARY KEY (collaboratory_id, gathering_id, person_id),
  FOREIGN KEY (collaboratory_id, gathering_id) REFERENCES gathering (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, person_id) REFERENCES membership (collaboratory_id, person_id)
);
COMMENT ON TABLE answer IS 'room: gathering';
CREATE INDEX answer_wishes ON answer (collaboratory_id, person_id) WHERE wants_to_present;

-- Somebody in the room that evening who is no member: named by the scribe, or joined by the code.
CREATE TABLE guest (
  collaboratory_id uuid NOT NULL,
  id               uuid NOT NULL,
  gathering_id     uuid NOT NULL,
  name             text NOT NULL CHECK (length(name) <= 200),
  email            text,
  organisation     text NOT NULL DEFAULT '',
  verified_at      timestamptz,
  created_by       uuid REFERENCES person (id),
  created_at       timestamptz NOT NULL,
  PRIMARY KEY (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, gathering_id) REFERENCES gathering (collaboratory_id, id)
);
COMMENT ON TABLE guest IS 'room: gathering';
CREATE INDEX guest_of_gathering ON guest (collaboratory_id, gathering_id);

CREATE TABLE gathering_note (
  collaboratory_id uuid NOT NULL,
  id               uuid NOT NULL,
  gathering_id     uuid NOT NULL,
  audience         text NOT NULL CHECK (audience IN ('everyone', 'going', 'silent', 'presenters')),
  subject          text NOT NULL,
  body             text NOT NULL,
  sent_by          uuid NOT NULL REFERENCES person (id),
  sent_at          timestamptz NOT NULL,
  recipients       integer NOT NULL DEFAULT 0,
  request_key      uuid NOT NULL,
  request_hash     bytea NOT NULL,
  PRIMARY KEY (collaboratory_id, id),
  FOREIGN KEY (collaboratory_id, gathering_id) REFERENCES gathering (collaboratory_id, id),
  CONSTRAINT gathering_note_request_once UNIQUE (collaboratory_id, sent_by, request_key)
);
COMMENT ON TABLE gathering_note IS 'room: gathering';

-- +goose Down
DROP TABLE gathering_note;
DROP TABLE guest;
DROP TABLE answer;
DROP TABLE gathering_role;
DROP TABLE agenda_item;
DROP TABLE gathering;
