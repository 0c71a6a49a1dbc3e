-- +goose Up
-- How often each topic has changed: raised in the transaction of the change itself, so that its row lock makes the order
-- true. Half of each page stays free: the counter of a full hall is raised in place, many times a second.
CREATE TABLE live_topic (
  topic text PRIMARY KEY,
  seq   bigint NOT NULL
) WITH (fillfactor = 50);
COMMENT ON TABLE live_topic IS 'room: live';

-- +goose Down
DROP TABLE live_topic;
