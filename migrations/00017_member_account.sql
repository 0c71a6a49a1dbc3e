-- +goose Up
-- What a person may ask of their own account: another address, a fresh calendar address, a copy of everything, an end.

-- A change of address waits for a word from the new one, and can be stopped from the old one.
CREATE TABLE address_change (
  id           uuid PRIMARY KEY,
  person_id    uuid NOT NULL REFERENCES person (id),
  old_email    text NOT NULL,
  new_email    text NOT NULL,
  asked_at     timestamptz NOT NULL,
  confirmed_at timestamptz,
  stopped_at   timestamptz
);
COMMENT ON TABLE address_change IS 'room: account';
CREATE INDEX address_change_of_person ON address_change (person_id, asked_at DESC);
CREATE INDEX address_change_by_age ON address_change (asked_at);

-- A copy of all that is kept about a person, in one file, for a day; each has one at a time.
CREATE TABLE account_copy (
  person_id uuid PRIMARY KEY REFERENCES person (id),
  id        uuid NOT NULL UNIQUE,
  asked_at  timestamptz NOT NULL,
  ready_at  timestamptz,
  body      bytea
);
COMMENT ON TABLE account_copy IS 'room: account';
CREATE INDEX account_copy_by_age ON account_copy (asked_at);

-- Who asked to be erased. The promises are let go first, so that the letters about it are on their way before the name
-- goes.
CREATE TABLE account_erasing (
  person_id  uuid PRIMARY KEY REFERENCES person (id),
  asked_at   timestamptz NOT NULL,
  due_at     timestamptz NOT NULL,
  settled_at timestamptz
);
COMMENT ON TABLE account_erasing IS 'room: account';
CREATE INDEX account_erasing_due ON account_erasing (due_at);

-- How often a person has asked for a new address of their calendar; the addresses made before open nothing.
CREATE TABLE calendar_feed (
  person_id  uuid PRIMARY KEY REFERENCES person (id),
  renewed    integer NOT NULL,
  renewed_at timestamptz NOT NULL
);
COMMENT ON TABLE calendar_feed IS 'room: gathering';

-- What is being erased is found by whose it is, without reading whole tables.
CREATE INDEX letter_by_email ON letter (email);
CREATE INDEX guest_by_email ON guest (email) WHERE email IS NOT NULL;
CREATE INDEX proposal_of_author ON proposal (author_id);
CREATE INDEX commitment_note_of_author ON commitment_note (author_id);

-- +goose Down
DROP INDEX commitment_note_of_author;
DROP INDEX proposal_of_author;
DROP INDEX guest_by_email;
DROP INDEX letter_by_email;
DROP TABLE calendar_feed;
DROP TABLE account_erasing;
DROP TABLE account_copy;
DROP TABLE address_change;
