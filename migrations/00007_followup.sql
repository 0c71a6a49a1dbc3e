-- +goose Up
-- Each step of following a commitment that was put into a letter, once per due date.
CREATE TABLE followup_step (
  collaboratory_id uuid NOT NULL,
  commitment_id    uuid NOT NULL,
  person_id        uuid NOT NULL,
  step             text NOT NULL CHECK (step IN ('before', 'today', 'after', 'received 7', 'received 21', 'lapsed', 'revived')),
  about            date NOT NULL,
  letter_id        uuid,
  at               timestamptz NOT NULL,
  PRIMARY KEY (collaboratory_id, commitment_id, person_id, step, about),
  FOREIGN KEY (collaboratory_id, commitment_id) REFERENCES commitment (collaboratory_id, id)
);
COMMENT ON TABLE followup_step IS 'room: followup';
CREATE INDEX followup_step_of_person ON followup_step (person_id, at DESC);
CREATE INDEX followup_step_told_lapsed ON followup_step (at, collaboratory_id, commitment_id, person_id) WHERE step = 'lapsed';

-- A gathering whose lists have been sent.
CREATE TABLE followup_gathering (
  collaboratory_id uuid NOT NULL,
  gathering_id     uuid NOT NULL,
  step             text NOT NULL CHECK (step IN ('lists', 'reminder 7', 'reminder 1')),
  at               timestamptz NOT NULL,
  PRIMARY KEY (collaboratory_id, gathering_id, step),
  FOREIGN KEY (collaboratory_id, gathering_id) REFERENCES gathering (collaboratory_id, id)
);
COMMENT ON TABLE followup_gathering IS 'room: followup';
CREATE INDEX gathering_ended_anywhere ON gathering (ends_at, collaboratory_id, id) WHERE state IN ('published', 'live', 'closed');

-- +goose Down
DROP INDEX gathering_ended_anywhere;
DROP TABLE followup_gathering;
DROP TABLE followup_step;
