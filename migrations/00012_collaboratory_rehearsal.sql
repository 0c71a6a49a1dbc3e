-- +goose Up
-- A practice room is a collaboratory of its own, made from one gathering and gone with all that is in it a day later at
-- the latest. It is born as one: no collaboratory becomes a rehearsal, none stops being one.
ALTER TABLE collaboratory
  ADD COLUMN rehearsal_club  uuid,
  ADD COLUMN rehearsal_of    uuid,
  ADD COLUMN rehearsal_until timestamptz,
  ADD CONSTRAINT collaboratory_rehearsal_of FOREIGN KEY (rehearsal_club, rehearsal_of) REFERENCES gathering (collaboratory_id, id),
  ADD CONSTRAINT collaboratory_rehearsal_whole
    CHECK ((rehearsal_of IS NULL) = (rehearsal_club IS NULL) AND (rehearsal_of IS NULL) = (rehearsal_until IS NULL));
CREATE UNIQUE INDEX collaboratory_rehearsal_once ON collaboratory (rehearsal_club, rehearsal_of, created_by) WHERE rehearsal_of IS NOT NULL;
CREATE INDEX collaboratory_rehearsal_ends ON collaboratory (rehearsal_until) WHERE rehearsal_of IS NOT NULL;

-- +goose StatementBegin
CREATE FUNCTION collaboratory_rehearsal_is_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a collaboratory neither becomes a rehearsal nor stops being one';
END
$$;
-- +goose StatementEnd
CREATE TRIGGER collaboratory_rehearsal_for_good BEFORE UPDATE OF rehearsal_club, rehearsal_of ON collaboratory
  FOR EACH ROW WHEN (old.rehearsal_of IS DISTINCT FROM new.rehearsal_of OR old.rehearsal_club IS DISTINCT FROM new.rehearsal_club)
  EXECUTE FUNCTION collaboratory_rehearsal_is_for_good();

-- The history of a promise stays append-only, but that of a rehearsal goes with its room.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION commitment_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT FROM collaboratory WHERE id = OLD.collaboratory_id AND rehearsal_of IS NOT NULL) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the history of a commitment is append-only';
END
$$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION commitment_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of a commitment is append-only';
END
$$;
-- +goose StatementEnd
DROP TRIGGER collaboratory_rehearsal_for_good ON collaboratory;
DROP FUNCTION collaboratory_rehearsal_is_for_good();
DROP INDEX collaboratory_rehearsal_ends;
DROP INDEX collaboratory_rehearsal_once;
ALTER TABLE collaboratory
  DROP CONSTRAINT collaboratory_rehearsal_whole,
  DROP CONSTRAINT collaboratory_rehearsal_of,
  DROP COLUMN rehearsal_until,
  DROP COLUMN rehearsal_of,
  DROP COLUMN rehearsal_club;
