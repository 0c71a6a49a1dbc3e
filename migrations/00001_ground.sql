-- +goose Up
-- What the ground keeps for every room: who did what, letters on their way, sessions, limits, the signing key.

CREATE TABLE audit (
  id               uuid PRIMARY KEY,
  at               timestamptz NOT NULL,
  collaboratory_id uuid,
  actor_id         uuid,
  for_person_id    uuid,
  action           text NOT NULL,
  object           text NOT NULL,
  object_id        uuid,
  detail           jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE audit IS 'room: audit';
CREATE INDEX audit_by_collaboratory ON audit (collaboratory_id, at DESC, id DESC);
CREATE INDEX audit_by_actor ON audit (actor_id, at DESC);

CREATE TABLE letter (
  id               uuid PRIMARY KEY,
  cause            text NOT NULL,
  recipient        text NOT NULL,
  collaboratory_id uuid,
  person_id        uuid,
  kind             text NOT NULL,
  asked            boolean NOT NULL DEFAULT false,
  email            text NOT NULL,
  name             text NOT NULL DEFAULT '',
  club             text NOT NULL DEFAULT '',
  language         text NOT NULL,
  subject          text NOT NULL,
  text_body        text NOT NULL,
  html_body        text NOT NULL,
  calendar         bytea,
  calendar_method  text NOT NULL DEFAULT '',
  reply_to         text NOT NULL DEFAULT '',
  unsubscribe      text NOT NULL DEFAULT '',
  state            text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed', 'bounced')),
  error            text NOT NULL DEFAULT '',
  created_at       timestamptz NOT NULL,
  sent_at          timestamptz,
  CONSTRAINT letter_once UNIQUE (cause, recipient)
);
COMMENT ON TABLE letter IS 'room: mail';
CREATE INDEX letter_by_person ON letter (person_id, created_at DESC);
CREATE INDEX letter_newest ON letter (created_at DESC, id DESC);
CREATE INDEX letter_unsent ON letter (collaboratory_id, state) WHERE state IN ('failed', 'bounced');

CREATE TABLE letter_refusal (
  email            text NOT NULL,
  collaboratory_id uuid NOT NULL,
  kind             text NOT NULL,
  refused_at       timestamptz NOT NULL,
  PRIMARY KEY (email, collaboratory_id, kind)
);
COMMENT ON TABLE letter_refusal IS 'room: mail';

CREATE TABLE session (
  token_hash   text PRIMARY KEY,
  id           uuid NOT NULL UNIQUE,
  data         bytea NOT NULL,
  person_id    uuid,
  agent        text NOT NULL DEFAULT '',
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL
);
COMMENT ON TABLE session IS 'room: session';
CREATE INDEX session_by_person ON session (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX session_expiry ON session (expires_at);

CREATE UNLOGGED TABLE limit_count (
  key      text NOT NULL,
  starts   timestamptz NOT NULL,
  count    integer NOT NULL,
  ends     timestamptz NOT NULL,
  PRIMARY KEY (key, starts)
);
COMMENT ON TABLE limit_count IS 'room: limit';

CREATE TABLE signing_key (
  id         integer PRIMARY KEY CHECK (id = 1),
  key        bytea NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE signing_key IS 'room: token';

-- +goose Down
DROP TABLE signing_key;
DROP TABLE limit_count;
DROP TABLE session;
DROP TABLE letter_refusal;
DROP TABLE letter;
DROP TABLE audit;
