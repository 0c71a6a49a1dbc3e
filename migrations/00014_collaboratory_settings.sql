-- +goose Up
-- How a collaboratory presents itself and is looked after: what its members agreed to, its picture, the addresses it has
-- had, who stands in for its conveners, and a copy of everything to take away.

-- issues: the causes its members choose from; empty is the house's own list. parts: what was switched on beside the four
-- entries everybody has. backup_email: whom a convener has invited to stand in, until they join.
ALTER TABLE collaboratory
  ADD COLUMN issues         text[] NOT NULL DEFAULT '{}',
  ADD COLUMN norms          text NOT NULL DEFAULT '' CHECK (length(norms) <= 8000),
  ADD COLUMN parts          text[] NOT NULL DEFAULT '{}',
  ADD COLUMN backup_email   text NOT NULL DEFAULT '',
  ADD COLUMN backup_ask_at  timestamptz;

CREATE UNIQUE INDEX membership_one_backup ON membership (collaboratory_id) WHERE backup;

-- Every address a collaboratory has or had: an old one leads on to the new, and nobody else may take it.
CREATE TABLE collaboratory_address (
  slug             text PRIMARY KEY CHECK (slug ~ '^[a-z0-9-]{3,40}$'),
  collaboratory_id uuid NOT NULL REFERENCES collaboratory (id) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE collaboratory_address IS 'room: collaboratory';
CREATE INDEX collaboratory_address_of ON collaboratory_address (collaboratory_id);
INSERT INTO collaboratory_address (slug, collaboratory_id)
SELECT slug, id
FROM collaboratory
WHERE rehearsal_of IS NULL;

-- What members are asked to agree to. A change is a new version; no words: there is none any more.
CREATE TABLE agreement (
  collaboratory_id uuid NOT NULL REFERENCES collaboratory (id),
  version          integer NOT NULL,
  words            text NOT NULL CHECK (length(words) <= 8000),
  written_by       uuid NOT NULL REFERENCES person (id),
  written_at       timestamptz NOT NULL,
  PRIMARY KEY (collaboratory_id, version)
);
COMMENT ON TABLE agreement IS 'room: collaboratory';

CREATE TABLE agreement_acceptance (
  collaboratory_id uuid NOT NULL,
  version          integer NOT NULL,
  person_id        uuid NOT NULL,
  accepted_at      timestamptz NOT NULL,
  PRIMARY KEY (collaboratory_id, version, person_id),
  FOREIGN KEY (collaboratory_id, version) REFERENCES agreement (collaboratory_id, version),
  FOREIGN KEY (collaboratory_id, person_id) REFERENCES membership (collaboratory_id, person_id)
);
COMMENT ON TABLE agreement_acceptance IS 'room: collaboratory';

CREATE TABLE logo (
  collaboratory_id uuid PRIMARY KEY REFERENCES collaboratory (id),
  body             bytea NOT NULL CHECK (octet_length(body) <= 524288),
  width            integer NOT NULL,
  height           integer NOT NULL,
  hash             bytea NOT NULL,
  changed_at       timestamptz NOT NULL
);
COMMENT ON TABLE logo IS 'room: collaboratory';

-- A backup convener asks whether anybody still convenes. One call at a time; told_at: they were told that the days are
-- over and nobody has answered.
CREATE TABLE convener_call (
  collaboratory_id uuid NOT NULL REFERENCES collaboratory (id),
  id               uuid NOT NULL,
  called_by        uuid NOT NULL REFERENCES person (id),
  called_at        timestamptz NOT NULL,
  reminded_at      timestamptz,
  told_at          timestamptz,
  answered_by      uuid REFERENCES person (id),
  ended_at         timestamptz,
  PRIMARY KEY (collaboratory_id, id)
);
COMMENT ON TABLE convener_call IS 'room: collaboratory';
CREATE UNIQUE INDEX convener_call_one ON convener_call (collaboratory_id) WHERE ended_at IS NULL;
CREATE INDEX convener_call_open ON convener_call (called_at) WHERE ended_at IS NULL;

-- A copy of everything in one file, for a day.
CREATE TABLE collaboratory_copy (
  collaboratory_id uuid NOT NULL REFERENCES collaboratory (id),
  id               uuid NOT NULL,
  asked_by         uuid NOT NULL REFERENCES person (id),
  asked_at         timestamptz NOT NULL,
  ready_at         timestamptz,
  body             bytea,
  PRIMARY KEY (collaboratory_id, id)
);
COMMENT ON TABLE collaboratory_copy IS 'room: collaboratory';
CREATE INDEX collaboratory_copy_by_age ON collaboratory_copy (asked_at);

-- +goose Down
DROP TABLE collaboratory_copy;
DROP TABLE convener_call;
DROP TABLE logo;
DROP TABLE agreement_acceptance;
DROP TABLE agreement;
DROP TABLE collaboratory_address;
DROP INDEX membership_one_backup;
ALTER TABLE collaboratory
  DROP COLUMN backup_ask_at,
  DROP COLUMN backup_email,
  DROP COLUMN parts,
  DROP COLUMN norms,
  DROP COLUMN issues;
