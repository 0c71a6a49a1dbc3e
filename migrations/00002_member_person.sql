-- +goose Up
-- A person: somebody who may sign in, or somebody without an address whom the convener acts for.
CREATE TABLE person (
  id            uuid PRIMARY KEY,
  name          text NOT NULL CHECK (length(name) <= 200),
  email         text CHECK (email = lower(email) AND length(email) <= 254),
  care_of_email text CHECK (care_of_email = lower(care_of_email) AND length(care_of_email) <= 254),
  phone         text NOT NULL DEFAULT '',
  organisation  text NOT NULL DEFAULT '',
  sector        text NOT NULL DEFAULT '',
  language      text NOT NULL DEFAULT '' CHECK (language IN ('', 'en', 'es')),
  zone          text NOT NULL DEFAULT '',
  steward       boolean NOT NULL DEFAULT false,
  created_at    timestamptz NOT NULL,
  erased_at     timestamptz,
  CONSTRAINT person_email_once UNIQUE (email)
);
COMMENT ON TABLE person IS 'room: member';

CREATE TABLE sign_in (
  id              uuid PRIMARY KEY,
  email           text NOT NULL,
  person_id       uuid REFERENCES person (id),
  token_hash      bytea NOT NULL UNIQUE,
  code_hash       bytea NOT NULL,
  browser_hash    bytea NOT NULL,
  next            text NOT NULL DEFAULT '',
  tries           integer NOT NULL DEFAULT 0,
  reusable        boolean NOT NULL DEFAULT false,
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  code_expires_at timestamptz NOT NULL,
  used_at         timestamptz
);
COMMENT ON TABLE sign_in IS 'room: member';
CREATE INDEX sign_in_by_browser ON sign_in (browser_hash, created_at DESC);
CREATE INDEX sign_in_expiry ON sign_in (expires_at);

-- +goose Down
DROP TABLE sign_in;
DROP TABLE person;
