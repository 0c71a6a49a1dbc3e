package ui

import (
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"
)

// Field is one question of a form: label, hint, error and what was typed.
type Field struct {
	Name         string
	ID           string // the Name when empty
	Label        string
	Hint         string
	Value        string
	Error        string // a sentence that says what to write
	Type         string // of the input; "text" when empty
	Autocomplete string
	InputMode    string
	Placeholder  string // an example at most, never the label
	MaxLength    int
	Rows         int // of a text area; 4 when zero
	Required     bool
	Optional     bool   // shows “if you like”
	Checked      bool   // of a single checkbox
	Multiple     bool   // of a file field
	Class        string // of the input: is-short, is-code, is-date, is-time
	Options      []Option
	Attrs        templ.Attributes // min, max, step, data-submit, hx-…
}

// Option is one answer to choose.
type Option struct {
	Value    string
	Label    string
	Hint     string
	Selected bool
	Disabled bool
}

// FieldError is one thing to put right, with the name of the field it is about; an empty Field
// is about the whole form.
type FieldError struct{ Field, Message string }

// HiddenField is a value the form carries along.
type HiddenField struct{ Name, Value string }

func (f Field) id() string {
	if f.ID != "" {
		return f.ID
	}
	return fieldID(f.Name)
}

// fieldID is the id a field of that name has unless it was given another.
func fieldID(name string) string { return idOfName.Replace(name) }

var idOfName = strings.NewReplacer("[", "-", "]", "", ".", "-", " ", "-")

func (f Field) optionID(i int) string {
	if i == 0 {
		return f.id()
	}
	return f.id() + "-" + strconv.Itoa(i+1)
}

// optionHintID is the id of the hint of one option; the hint of the whole group has another.
func (f Field) optionHintID(i int) string {
	return f.id() + "-" + strconv.Itoa(i+1) + "-hint"
}

func (f Field) inputType() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

func (f Field) inputClass() string {
	if f.Class == "" {
		return "input"
	}
	return "input " + f.Class
}

func (f Field) rows() string {
	if f.Rows == 0 {
		return "4"
	}
	return strconv.Itoa(f.Rows)
}

// described names the hint and the error, for those who hear the page.
func (f Field) described() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.id()+"-hint")
	}
	if f.Error != "" {
		ids = append(ids, f.id()+"-error")
	}
	return strings.Join(ids, " ")
}

// attributes are those every kind of input shares.
func (f Field) attributes() templ.Attributes {
	all := templ.Attributes{"id": f.id(), "name": f.Name, "class": f.inputClass()}
	f.describe(all)
	put(all, "autocomplete", f.Autocomplete)
	put(all, "inputmode", f.InputMode)
	put(all, "placeholder", f.Placeholder)
	if f.MaxLength > 0 && len(f.Options) == 0 { // a choice has no length
		all["maxlength"] = strconv.Itoa(f.MaxLength)
	}
	if f.Required {
		all["required"] = true
	}
	for name, value := range f.Attrs {
		all[name] = value
	}
	return all
}

// describe says to whom a screen reader is on what the field wants and what is wrong with it.
func (f Field) describe(all templ.Attributes) {
	put(all, "aria-describedby", f.described())
	if f.Error != "" {
		all["aria-invalid"] = "true"
	}
}

// groupAttributes are those of a fieldset.
func (f Field) groupAttributes() templ.Attributes {
	all := templ.Attributes{}
	put(all, "aria-describedby", f.described())
	return all
}

// optionAttributes are those of one radio button or checkbox in a group.
func (f Field) optionAttributes(i int) templ.Attributes {
	o := f.Options[i]
	all := templ.Attributes{"id": f.optionID(i), "name": f.Name, "value": o.Value}
	if o.Selected {
		all["checked"] = true
	}
	if o.Disabled {
		all["disabled"] = true
	}
	if f.Error != "" {
		all["aria-invalid"] = "true"
	}
	if o.Hint != "" {
		all["aria-describedby"] = f.optionHintID(i)
	}
	for name, value := range f.Attrs {
		all[name] = value
	}
	return all
}

func put(all templ.Attributes, name, value string) {
	if value != "" {
		all[name] = value
	}
}

// as fills in what a kind of field implies, where the caller said nothing else.
func (f Field) as(kind, autocomplete, mode, class string) Field {
	f.Type = kind
	f.Autocomplete = first(f.Autocomplete, autocomplete)
	f.InputMode = first(f.InputMode, mode)
	f.Class = first(f.Class, class)
	return f
}

// asTyped asks by plain text when the value is not of the layout a browser's own picker understands: the picker would
// show nothing, and what was typed would be lost.
func (f Field) asTyped(layout string) Field {
	if f.Value == "" {
		return f
	}
	if _, err := time.Parse(layout, f.Value); err != nil {
		f.Type = "text"
	}
	return f
}

func (f Field) yes() string { return first(f.Value, "yes") }

func (f Field) choicesClass() string {
	if f.Class == "" {
		return "choices"
	}
	return "choices " + f.Class
}

func (f Field) checkboxAttributes() templ.Attributes {
	all := templ.Attributes{}
	f.describe(all)
	for name, value := range f.Attrs {
		all[name] = value
	}
	return all
}

func first(said, otherwise string) string {
	if said != "" {
		return said
	}
	return otherwise
}
