-- +goose Up
-- What a person says about themselves, who may see it, and how members are found by it.

-- Both come with Postgres itself and may be added by the owner of the database.
CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;

-- How words are compared: without accents, in small letters. unaccent itself is not marked as always answering the
-- same, because its dictionary could be changed; ours is not, and an index needs the promise.
-- +goose StatementBegin
CREATE FUNCTION plain(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT lower(public.unaccent('public.unaccent', words))
$$;
-- +goose StatementEnd

-- audiences says field by field who sees it: "all" (everyone in a collaboratory with them), the id of one
-- collaboratory, or "conveners". A field that is not named is for conveners.
ALTER TABLE person
  ADD COLUMN spoken      text NOT NULL DEFAULT '',
  ADD COLUMN pronouns    text NOT NULL DEFAULT '',
  ADD COLUMN job         text NOT NULL DEFAULT '',
  ADD COLUMN place       text NOT NULL DEFAULT '',
  ADD COLUMN issues      text[] NOT NULL DEFAULT '{}',
  ADD COLUMN skills      text[] NOT NULL DEFAULT '{}',
  ADD COLUMN offers      text[] NOT NULL DEFAULT '{}',
  ADD COLUMN looking_for text[] NOT NULL DEFAULT '{}',
  ADD COLUMN languages   text[] NOT NULL DEFAULT '{}',
  ADD COLUMN story       text NOT NULL DEFAULT '',
  ADD COLUMN links       text[] NOT NULL DEFAULT '{}',
  ADD COLUMN reach       text NOT NULL DEFAULT '',
  ADD COLUMN audiences   jsonb NOT NULL DEFAULT '{
    "spoken": "all", "pronouns": "all", "job": "all", "place": "all", "issues": "all", "skills": "all", "offers": "all",
    "looking_for": "all", "languages": "all", "story": "all", "links": "all", "photo": "all",
    "email": "conveners", "phone": "conveners", "reach": "conveners"}';

-- told is what one audience may find a person by. Name and organisation every member sees; they are taken as they
-- stand. Of the rest the stems count too, in the languages of ours.
-- +goose StatementBegin
CREATE FUNCTION told(audience text, audiences jsonb, name text, organisation text, job text, place text,
                     skills text[], offers text[], looking_for text[], languages text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('pg_catalog.simple', public.plain(concat_ws(' ', name, organisation, words)))
      || to_tsvector('pg_catalog.english', public.plain(words))
      || to_tsvector('pg_catalog.spanish', public.plain(words))
  FROM (
    SELECT concat_ws(' ',
      CASE WHEN audience IN ('conveners', audiences ->> 'job') OR audiences ->> 'job' = 'all' THEN job END,
      CASE WHEN audience IN ('conveners', audiences ->> 'place') OR audiences ->> 'place' = 'all' THEN place END,
      CASE WHEN audience IN ('conveners', audiences ->> 'skills') OR audiences ->> 'skills' = 'all'
           THEN array_to_string(skills, ' ') END,
      CASE WHEN audience IN ('conveners', audiences ->> 'offers') OR audiences ->> 'offers' = 'all'
           THEN array_to_string(offers, ' ') END,
      CASE WHEN audience IN ('conveners', audiences ->> 'looking_for') OR audiences ->> 'looking_for' = 'all'
           THEN array_to_string(looking_for, ' ') END,
      CASE WHEN audience IN ('conveners', audiences ->> 'languages') OR audiences ->> 'languages' = 'all'
           THEN array_to_string(languages, ' ') END) AS words
  ) AS said
$$;
-- +goose StatementEnd

-- sought is what somebody looks for, in any language of ours: each word as the beginning of one, or its stem.
-- +goose StatementBegin
CREATE FUNCTION sought(words text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce((
    SELECT string_agg($q$'$q$ || replace(replace(lexeme, '\', '\\'), $q$'$q$, $q$''$q$) || $q$':*$q$, ' & ')::tsquery
    FROM unnest(to_tsvector('pg_catalog.simple', public.plain(words)))), '')
      || plainto_tsquery('pg_catalog.english', public.plain(words))
      || plainto_tsquery('pg_catalog.spanish', public.plain(words))
$$;
-- +goose StatementEnd

-- limited_to is the one collaboratory to which a person shows some fields, "several" when there are more, or nothing.
-- +goose StatementBegin
CREATE FUNCTION limited_to(audiences jsonb) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE count(DISTINCT value) WHEN 0 THEN NULL WHEN 1 THEN min(value) ELSE 'several' END
  FROM jsonb_each_text(audiences)
  WHERE value NOT IN ('all', 'conveners')
$$;
-- +goose StatementEnd

-- sort_name orders the list of members; called is found by any part of it; each of the told is what one audience finds
-- a person by. Who limits fields to several collaboratories is found by all they say, and then asked again.
ALTER TABLE person
  ADD COLUMN sort_name      text GENERATED ALWAYS AS (plain(name)) STORED,
  ADD COLUMN called         text GENERATED ALWAYS AS (plain(name || ' ' || organisation)) STORED,
  ADD COLUMN limited_to     text GENERATED ALWAYS AS (limited_to(audiences)) STORED,
  ADD COLUMN told_all       tsvector GENERATED ALWAYS AS (
    told('all', audiences, name, organisation, job, place, skills, offers, looking_for, languages)) STORED,
  ADD COLUMN told_limited   tsvector GENERATED ALWAYS AS (
    CASE WHEN limited_to(audiences) IS NOT NULL THEN
      told(limited_to(audiences), audiences, name, organisation, job, place, skills, offers, looking_for, languages)
    END) STORED,
  ADD COLUMN told_conveners tsvector GENERATED ALWAYS AS (
    told('conveners', audiences, name, organisation, job, place, skills, offers, looking_for, languages)) STORED;
CREATE INDEX person_called ON person USING gin (called public.gin_trgm_ops);
CREATE INDEX person_told_all ON person USING gin (told_all);
CREATE INDEX person_told_limited ON person USING gin (told_limited);
CREATE INDEX person_told_conveners ON person USING gin (told_conveners);

CREATE TABLE photo (
  person_id  uuid PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
  body       bytea NOT NULL CHECK (octet_length(body) <= 524288),
  width      integer NOT NULL,
  height     integer NOT NULL,
  hash       bytea NOT NULL,
  changed_at timestamptz NOT NULL
);
COMMENT ON TABLE photo IS 'room: member';

-- Shown to nobody, counted only in sums. Without a time: when an answer changed is nobody's business either.
CREATE TABLE self_description (
  person_id  uuid PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
  age_band   text NOT NULL DEFAULT '',
  ideology   text NOT NULL DEFAULT '',
  background text NOT NULL DEFAULT ''
);
COMMENT ON TABLE self_description IS 'room: member';

-- +goose Down
DROP TABLE self_description;
DROP TABLE photo;
ALTER TABLE person
  DROP COLUMN told_conveners,
  DROP COLUMN told_limited,
  DROP COLUMN told_all,
  DROP COLUMN limited_to,
  DROP COLUMN called,
  DROP COLUMN sort_name,
  DROP COLUMN audiences,
  DROP COLUMN reach,
  DROP COLUMN links,
  DROP COLUMN story,
  DROP COLUMN languages,
  DROP COLUMN looking_for,
  DROP COLUMN offers,
  DROP COLUMN skills,
  DROP COLUMN issues,
  DROP COLUMN place,
  DROP COLUMN job,
  DROP COLUMN pronouns,
  DROP COLUMN spoken;
DROP FUNCTION limited_to(jsonb);
DROP FUNCTION told(text, jsonb, text, text, text, text, text[], text[], text[], text[]);
DROP FUNCTION sought(text);
DROP FUNCTION plain(text);
DROP EXTENSION pg_trgm;
DROP EXTENSION unaccent;
