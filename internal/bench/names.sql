-- Ids and session tokens that can be named beforehand. Ids rise in time as ours do: first the number, then noise.
CREATE FUNCTION bench_id(kind text, club integer, n integer) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex(n), 12, '0') || substr(md5(kind || ' ' || club || ' ' || n), 1, 20))::uuid
$$;

-- What the session table holds for the cookie “bench session N”.
CREATE FUNCTION bench_token(n integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT translate(rtrim(encode(sha256(convert_to('bench-session-' || n, 'UTF8')), 'base64'), '='), '+/', '-_')
$$;
