-- Each program finds the rooms as they were built.
SET session_replication_role = replica;
DELETE FROM commitment_event WHERE collaboratory_id = bench_id('club', 7, 0);
DELETE FROM commitment WHERE collaboratory_id = bench_id('club', 7, 0);
