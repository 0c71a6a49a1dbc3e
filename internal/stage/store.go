package stage

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
)

// stageRow is a row of table stage.
type stageRow struct {
	ItemID         *id.ID
	PresentationID *id.ID
	Finished       bool
	BeganAt        *time.Time
	EndsAt         *time.Time
	LeftMs         *int64
	Version        int
	AloudFirst     bool
	Nod            bool
	Amounts        bool
	Sound          bool
	Motion         bool
}

const stageSQL = `
	SELECT item_id, presentation_id, finished, began_at, ends_at, left_ms, version,
	       aloud_first, nod, amounts, sound, motion
	FROM stage
	WHERE collaboratory_id = $1
	  AND gathering_id = $2`

// getStage is the room as it stands; a room nobody has touched has no row.
func getStage(ctx context.Context, q db.Querier, collaboratory, gathering id.ID) (Stage, error) {
	row, err := db.Maybe[stageRow](ctx, q, stageSQL, collaboratory, gathering)
	return row.stage(collaboratory, gathering), err
}

func (row *stageRow) stage(collaboratory, gathering id.ID) Stage {
	s := newStage(collaboratory, gathering)
	if row == nil {
		return s
	}
	s.Finished, s.BeganAt, s.EndsAt, s.Version = row.Finished, row.BeganAt, row.EndsAt, row.Version
	s.Settings = Settings{AloudFirst: row.AloudFirst, Nod: row.Nod, Amounts: row.Amounts, Sound: row.Sound, Motion: row.Motion}
	if row.ItemID != nil {
		s.Item = *row.ItemID
	}
	if row.PresentationID != nil {
		s.Turn = *row.PresentationID
	}
	if row.LeftMs != nil {
		left := time.Duration(*row.LeftMs) * time.Millisecond
		s.Left = &left
	}
	return s
}

func putStage(ctx context.Context, tx *db.Tx, s Stage, by id.ID, now time.Time) error {
	var left *int64
	if s.Left != nil {
		ms := s.Left.Milliseconds()
		left = &ms
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO stage (
		  collaboratory_id, gathering_id, item_id, presentation_id, finished, began_at, ends_at, left_ms, version,
		  changed_by, changed_at, aloud_first, nod, amounts, sound, motion
		) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
		ON CONFLICT (collaboratory_id, gathering_id) DO UPDATE
		SET item_id = excluded.item_id,
		    presentation_id = excluded.presentation_id,
		    finished = excluded.finished,
		    began_at = excluded.began_at,
		    ends_at = excluded.ends_at,
		    left_ms = excluded.left_ms,
		    version = excluded.version,
		    changed_by = excluded.changed_by,
		    changed_at = excluded.changed_at,
		    aloud_first = excluded.aloud_first,
		    nod = excluded.nod,
		    amounts = excluded.amounts,
		    sound = excluded.sound,
		    motion = excluded.motion`,
		s.Collaboratory, s.Gathering, orNull(s.Item), orNull(s.Turn), s.Finished, s.BeganAt, s.EndsAt, left, s.Version,
		by, now, s.AloudFirst, s.Nod, s.Amounts, s.Sound, s.Motion)
	return err
}

func orNull(of id.ID) *id.ID {
	if of == id.Nil {
		return nil
	}
	return &of
}

// endRun ends the stretch of the evening that is on.
func endRun(ctx context.Context, tx *db.Tx, s Stage, now time.Time) error {
	_, err := tx.Exec(ctx, `
		UPDATE stage_run
		SET ended_at = $3
		WHERE collaboratory_id = $1
		  AND gathering_id = $2
		  AND ended_at IS NULL`, s.Collaboratory, s.Gathering, now)
	return err
}

func insertRun(ctx context.Context, tx *db.Tx, s Stage, phase presentation.Phase, now time.Time) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO stage_run (collaboratory_id, gathering_id, seq, item_id, presentation_id, phase, began_at)
		SELECT $1, $2, coalesce(max(seq), 0) + 1, $3, $4, $5, $6
		FROM stage_run
		WHERE collaboratory_id = $1
		  AND gathering_id = $2`, s.Collaboratory, s.Gathering, orNull(s.Item), orNull(s.Turn), phase, now)
	return err
}

const itemsSQL = `
	SELECT id, title, minutes, kind
	FROM agenda_item
	WHERE collaboratory_id = $1
	  AND gathering_id = $2
	ORDER BY position`

const briefsSQL = `
	SELECT t.id, p.title, m.name AS presenter, t.state AS phase
	FROM presentation t
	JOIN proposal p ON p.collaboratory_id = t.collaboratory_id AND p.id = t.proposal_id
	JOIN person m ON m.id = t.presenter_id
	WHERE t.gathering_collaboratory_id = $1
	  AND t.gathering_id = $2
	  AND t.state <> 'withdrawn'
	ORDER BY t.position`

// getProgram is the evening as it is run.
func getProgram(ctx context.Context, q db.Querier, collaboratory, at id.ID) (Program, error) {
	items, err := db.All[gathering.Item](ctx, q, itemsSQL, collaboratory, at)
	if err != nil {
		return nil, err
	}
	briefs, err := db.All[Brief](ctx, q, briefsSQL, collaboratory, at)
	return programOf(items, briefs), err
}
