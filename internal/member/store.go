package member

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

const personColumns = `
	id,
	name,
	coalesce(email, '') AS email,
	coalesce(care_of_email, '') AS care_of_email,
	phone,
	organisation,
	sector,
	language,
	zone,
	steward,
	created_at`

// asked is one asking to be let in: a link and a code on their way to an address.
type asked struct {
	ID            id.ID
	Email         string
	Next          string
	CodeHash      []byte
	Tries         int
	Reusable      bool
	ExpiresAt     time.Time
	CodeExpiresAt time.Time
	UsedAt        *time.Time
}

const askedColumns = `
	id,
	email,
	next,
	code_hash,
	tries,
	reusable,
	expires_at,
	code_expires_at,
	used_at`

func findPerson(ctx context.Context, q db.Querier, person id.ID) (Person, error) {
	return db.One[Person](ctx, q, `
		SELECT `+personColumns+`
		FROM person
		WHERE id = $1
		  AND erased_at IS NULL`, person)
}

func lockPerson(ctx context.Context, q db.Querier, person id.ID) (Person, error) {
	return db.One[Person](ctx, q, `
		SELECT `+personColumns+`
		FROM person
		WHERE id = $1
		  AND erased_at IS NULL
		FOR UPDATE`, person)
}

func personByEmail(ctx context.Context, q db.Querier, email string) (*Person, error) {
	return db.Maybe[Person](ctx, q, `
		SELECT `+personColumns+`
		FROM person
		WHERE email = $1`, email)
}

// insertPerson tells whether the row is new; an address or id that is taken leaves everything as it was.
func insertPerson(ctx context.Context, q db.Querier, p Person) (bool, error) {
	tag, err := q.Exec(ctx, `
		INSERT INTO person (id, name, email, care_of_email, phone, organisation, sector, language, zone, created_at)
		VALUES ($1, $2, nullif($3, ''), nullif($4, ''), $5, $6, $7, $8, $9, $10)
		ON CONFLICT DO NOTHING`,
		p.ID, p.Name, p.Email, p.CareOf, p.Phone, p.Organisation, p.Sector, p.Language, p.Zone, p.CreatedAt)
	return tag.RowsAffected() == 1, err
}

func updatePerson(ctx context.Context, q db.Querier, person id.ID, p Profile) error {
	_, err := q.Exec(ctx, `
		UPDATE person
		SET name = $2,
		    phone = $3,
		    organisation = $4,
		    sector = $5,
		    language = $6
		WHERE id = $1`, person, p.Name, p.Phone, p.Organisation, p.Sector, p.Language)
	return err
}

func updateCareOf(ctx context.Context, q db.Querier, person id.ID, email string) error {
	_, err := q.Exec(ctx, `
		UPDATE person
		SET care_of_email = nullif($2, '')
		WHERE id = $1
		  AND email IS NULL`, person, email)
	return err
}

func nameNameless(ctx context.Context, q db.Querier, person id.ID, name string) error {
	_, err := q.Exec(ctx, `
		UPDATE person
		SET name = $2
		WHERE id = $1
		  AND name = ''`, person, name)
	return err
}

func updateLanguage(ctx context.Context, q db.Querier, person id.ID, language string) error {
	_, err := q.Exec(ctx, `
		UPDATE person
		SET language = $2
		WHERE id = $1`, person, language)
	return err
}

// keys is what a new asking keeps of its two keys: only their hashes.
type keys struct{ token, code, browser []byte }

func insertAsked(ctx context.Context, q db.Querier, a asked, k keys, at time.Time) error {
	_, err := q.Exec(ctx, `
		INSERT INTO sign_in (id, email, token_hash, code_hash, browser_hash, next, reusable,
		                     created_at, expires_at, code_expires_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		a.ID, a.Email, k.token, k.code, k.browser, a.Next, a.Reusable, at, a.ExpiresAt, a.CodeExpiresAt)
	return err
}

func askedByLink(ctx context.Context, q db.Querier, tokenHash []byte) (asked, error) {
	return db.One[asked](ctx, q, `
		SELECT `+askedColumns+`
		FROM sign_in
		WHERE token_hash = $1`, tokenHash)
}

func lockAskedByLink(ctx context.Context, q db.Querier, tokenHash []byte) (asked, error) {
	return db.One[asked](ctx, q, `
		SELECT `+askedColumns+`
		FROM sign_in
		WHERE token_hash = $1
		FOR UPDATE`, tokenHash)
}

func askedHere(ctx context.Context, q db.Querier, browserHash []byte, now time.Time) (*asked, error) {
	return db.Maybe[asked](ctx, q, `
		SELECT `+askedColumns+`
		FROM sign_in
		WHERE browser_hash = $1
		  AND code_expires_at > $2
		  AND used_at IS NULL
		ORDER BY created_at DESC
		LIMIT 1`, browserHash, now)
}

// lockAskedHere finds the askings of one browser whose code may still be tried, the newest first.
func lockAskedHere(ctx context.Context, q db.Querier, browserHash []byte, now time.Time) ([]asked, error) {
	return db.All[asked](ctx, q, `
		SELECT `+askedColumns+`
		FROM sign_in
		WHERE browser_hash = $1
		  AND code_expires_at > $2
		  AND used_at IS NULL
		ORDER BY created_at DESC
		LIMIT 5
		FOR UPDATE`, browserHash, now)
}

func countTry(ctx context.Context, q db.Querier, ids []id.ID) error {
	_, err := q.Exec(ctx, `
		UPDATE sign_in
		SET tries = tries + 1
		WHERE id = ANY($1)`, ids)
	return err
}

func useAsked(ctx context.Context, q db.Querier, a, person id.ID, at time.Time) error {
	_, err := q.Exec(ctx, `
		UPDATE sign_in
		SET used_at = $3,
		    person_id = $2
		WHERE id = $1`, a, person, at)
	return err
}

func forgetAsked(ctx context.Context, q db.Querier, before time.Time) error {
	_, err := q.Exec(ctx, `
		DELETE FROM sign_in
		WHERE expires_at < $1`, before)
	return err
}

// Visit is one time somebody signed in.
type Visit struct {
	At time.Time
	By string // link, code or invitation
}

func queueMe(b *db.Batch, me *Person, visits *[]Visit, person id.ID) {
	db.QueueOne(b, me, `
		SELECT `+personColumns+`
		FROM person
		WHERE id = $1
		  AND erased_at IS NULL`, person)
	db.QueueAll(b, visits, `
		-- across: my own signing in belongs to no collaboratory
		SELECT at,
		       coalesce(detail ->> 'by', '') AS by
		FROM audit
		WHERE actor_id = $1
		  AND action = 'member.signed-in'
		ORDER BY at DESC, id DESC
		LIMIT 10`, person)
}
