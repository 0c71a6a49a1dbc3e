package account

// Kept is a record as the tests read it.
type Kept struct {
	Table            string
	Mine, Did, Email []string
	Also             bool
}

// Records is the list of what is kept about people.
func Records() []Kept {
	var all []Kept
	for _, r := range records {
		all = append(all, Kept{Table: r.table, Mine: r.mine, Did: r.did, Email: r.email, Also: r.also != ""})
	}
	return all
}
