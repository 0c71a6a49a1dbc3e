-- +goose Up
-- A collaboratory, who belongs to it, and the ways in.
CREATE TABLE collaboratory (
  id           uuid PRIMARY KEY,
  slug         text NOT NULL CHECK (slug ~ '^[a-z0-9-]{3,40}$'),
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  town         text NOT NULL DEFAULT '',
  zone         text NOT NULL,
  language     text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'es')),
  currency     text NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
  reply_to     text NOT NULL DEFAULT '',
  sectors      text[] NOT NULL DEFAULT '{}',
  created_by   uuid NOT NULL REFERENCES person (id),
  created_at   timestamptz NOT NULL,
  archived_at  timestamptz,
  request_key  uuid NOT NULL,
  request_hash bytea NOT NULL,
  CONSTRAINT collaboratory_slug_once UNIQUE (slug),
  CONSTRAINT collaboratory_request_once UNIQUE (created_by, request_key)
);
COMMENT ON TABLE collaboratory IS 'room: collaboratory';

CREATE TABLE membership (
  collaboratory_id uuid NOT NULL REFERENCES collaboratory (id),
  person_id        uuid NOT NULL REFERENCES person (id),
  role             text NOT NULL CHECK (role IN ('member', 'convener')),
  backup           boolean NOT NULL DEFAULT false,
  joined_at        timestamptz NOT NULL,
  left_at          timestamptz,
  added_by         uuid REFERENCES person (id),
  PRIMARY KEY (collaboratory_id, person_id)
);
COMMENT ON TABLE membership IS 'room: collaboratory';
CREATE INDEX membership_of_person ON membership (person_id) INCLUDE (collaboratory_id, role) WHERE left_at IS NULL;

CREATE TABLE invitation (
  collaboratory_id uuid NOT NULL REFERENCES collaboratory (id),
  id               uuid NOT NULL,
  email            text NOT NULL,
  name             text NOT NULL DEFAULT '',
  token_hash       bytea NOT NULL UNIQUE,
  state            text NOT NULL DEFAULT 'invited' CHECK (state IN ('invited', 'opened', 'joined', 'withdrawn')),
  invited_by       uuid NOT NULL REFERENCES person (id),
  by_link          boolean NOT NULL DEFAULT false,
  invited_at       timestamptz NOT NULL,
  sent_count       integer NOT NULL DEFAULT 1,
  sent_at          timestamptz NOT NULL,
  opened_at        timestamptz,
  joined_at        timestamptz,
  person_id        uuid REFERENCES person (id),
  expires_at       timestamptz NOT NULL,
  PRIMARY KEY (collaboratory_id, id),
  CONSTRAINT invitation_email_once UNIQUE (collaboratory_id, email)
);
COMMENT ON TABLE invitation IS 'room: collaboratory';

-- The open way in: one link a collaboratory, kept readable because it is shown again and printed as a QR.
CREATE TABLE joining_link (
  collaboratory_id uuid PRIMARY KEY REFERENCES collaboratory (id),
  token            text NOT NULL UNIQUE,
  opened_by        uuid NOT NULL REFERENCES person (id),
  opened_at        timestamptz NOT NULL
);
COMMENT ON TABLE joining_link IS 'room: collaboratory';

-- +goose Down
DROP TABLE joining_link;
DROP TABLE invitation;
DROP TABLE membership;
DROP TABLE collaboratory;
