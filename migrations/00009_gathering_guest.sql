-- +goose Up
-- Each gathering has a code of five characters to read off a wall; whoever joins by it is a guest of that evening.

-- +goose StatementBegin
CREATE FUNCTION gathering_code() RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT string_agg(substr('ABCDEFGHJKMNPQRSTUVWXYZ23456789', 1 + get_byte(raw.bytes, at) % 31, 1), '')
  FROM (SELECT uuid_send(gen_random_uuid()) AS bytes) raw, generate_series(0, 4) AS at
$$;
-- +goose StatementEnd

ALTER TABLE gathering ADD COLUMN code text;

-- +goose StatementBegin
DO $$
DECLARE
  g record;
  fresh text;
BEGIN
  FOR g IN SELECT collaboratory_id, id FROM gathering LOOP
    LOOP
      fresh := gathering_code();
      EXIT WHEN NOT EXISTS (SELECT FROM gathering WHERE code = fresh);
    END LOOP;
    UPDATE gathering SET code = fresh WHERE collaboratory_id = g.collaboratory_id AND id = g.id;
  END LOOP;
END
$$;
-- +goose StatementEnd

-- The default is for a copy of the house that still runs the version before this one.
ALTER TABLE gathering
  ALTER COLUMN code SET DEFAULT gathering_code(),
  ALTER COLUMN code SET NOT NULL,
  ADD CONSTRAINT gathering_code_shape CHECK (code ~ '^[A-HJKMNP-Z2-9]{5}$'),
  ADD CONSTRAINT gathering_code_once UNIQUE (code);

ALTER TABLE guest
  ADD COLUMN joined_at    timestamptz,
  ADD COLUMN invited_at   timestamptz,
  ADD COLUMN purged_at    timestamptz,
  ADD COLUMN language     text NOT NULL DEFAULT '',
  ADD COLUMN request_key  uuid,
  ADD COLUMN request_hash bytea,
  ADD CONSTRAINT guest_request_once UNIQUE (collaboratory_id, gathering_id, request_key);
CREATE INDEX guest_unverified ON guest (collaboratory_id, gathering_id) WHERE verified_at IS NULL AND purged_at IS NULL;
CREATE INDEX commitment_of_guest ON commitment (giver_guest_id, collaboratory_id) WHERE giver_guest_id IS NOT NULL;

-- +goose Down
DROP INDEX commitment_of_guest;
DROP INDEX guest_unverified;
ALTER TABLE guest
  DROP CONSTRAINT guest_request_once,
  DROP COLUMN request_hash,
  DROP COLUMN request_key,
  DROP COLUMN language,
  DROP COLUMN purged_at,
  DROP COLUMN invited_at,
  DROP COLUMN joined_at;
ALTER TABLE gathering DROP COLUMN code;
DROP FUNCTION gathering_code();
