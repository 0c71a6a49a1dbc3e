package member_test

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

const rosa, earl = "Rosa Villaseñor", "Earl Stubbs"

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// audited counts what the history says of an action, and that it says nothing more.
func audited(t *testing.T, h *example.House, action string) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), h.DB.Pool(), `SELECT count(*) FROM audit WHERE action = $1 AND detail = '{}'`, action)
	must(t, err)
	return n
}

func bakery() member.Portrait {
	return member.Portrait{
		Profile: member.Profile{Name: rosa, Phone: "555 0109", Organisation: "Panadería Villaseñor", Sector: "business"},
		Spoken:  "say RO-sa vee-ya-sen-YOR", Pronouns: "she", Job: "owner", Place: "East Bank", Issues: []string{"food", "Night markets"},
		Skills: []string{"bread", "books"}, Offers: []string{"a van on Tuesdays", "", "A van  on Tuesdays"},
		LookingFor: []string{"someone who knows grants"}, Languages: []string{"Spanish", "English"},
		Story: "I bake.\r\nAt night.", Links: []string{"panaderia.example"}, Reach: "call after six",
	}
}

func TestDescribe(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), rosa)
	must(t, h.Members.Describe(ctx, bakery()))
	mine, err := h.Members.MyProfile(ctx)
	must(t, err)
	p := mine.Portrait
	if p.Spoken != "say RO-sa vee-ya-sen-YOR" || p.Email != "rosa@pellriver.example" || p.Story != "I bake.\nAt night." || p.Language != "es" ||
		!reflect.DeepEqual(p.Offers, []string{"a van on Tuesdays"}) || !reflect.DeepEqual(p.Links, []string{"https://panaderia.example"}) {
		t.Errorf("%+v", p)
	}
	if p.Audiences.Of(member.FieldPhone) != member.ForConveners || p.Audiences.Of(member.FieldOffers) != member.ForAll || len(p.Audiences) != len(member.Fields) {
		t.Errorf("who sees what, before anybody chose: %v", p.Audiences)
	}
	wrong := bakery()
	wrong.Name, wrong.Links = "", []string{"javascript:alert(1)"}
	wrong.Skills, wrong.Job = strings.Split(strings.Repeat("bread ,", 5), ","), strings.Repeat("x", 121)
	wrong.Offers = strings.Fields(strings.Join(strings.Split("abcdefghijklmnop", ""), " "))
	wrong.Story = "a\x00b"
	err = h.Members.Describe(ctx, wrong)
	if f := fault.Of(err); f == nil || len(f.Fields) != 5 {
		t.Errorf("all that is wrong is said at once: %v", err)
	}
	want(t, h.Members.Describe(t.Context(), bakery()), fault.KindForbidden)
	_, err = h.Members.MyProfile(t.Context())
	want(t, err, fault.KindForbidden)
}

func TestChangeEmployer(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), rosa)
	must(t, h.Members.Describe(ctx, bakery()))
	promised := func() (n int) {
		n, err := db.Value[int](t.Context(), h.DB.Pool(), `SELECT count(*) FROM commitment WHERE organisation <> ''`)
		must(t, err)
		return n
	}
	before := promised()
	must(t, h.Members.ChangeEmployer(ctx, member.Employer{Organisation: " River  Clinic", Job: "cook", Sector: "health"}))
	mine, err := h.Members.MyProfile(ctx)
	if err != nil || mine.Portrait.Organisation != "River Clinic" || mine.Portrait.Job != "cook" || mine.Portrait.Place != "East Bank" || promised() != before {
		t.Errorf("%+v %v", mine.Portrait, err)
	}
	if audited(t, h, "member.employer") != 1 {
		t.Error("it is written down")
	}
	want(t, h.Members.ChangeEmployer(ctx, member.Employer{Organisation: strings.Repeat("x", 201)}), fault.KindInvalid)
	want(t, h.Members.ChangeEmployer(t.Context(), member.Employer{}), fault.KindForbidden)
}

func TestChooseAudiences(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), rosa)
	must(t, h.Members.ChooseAudiences(ctx, member.Audiences{member.FieldPhone: member.ForAll, member.FieldStory: member.ForClub(h.Club)}))
	mine, err := h.Members.MyProfile(ctx)
	a := mine.Portrait.Audiences
	if err != nil || a.Of(member.FieldPhone) != member.ForAll || a.Of(member.FieldStory) != member.ForClub(h.Club) || a.Of(member.FieldOffers) != member.ForConveners {
		t.Error("a field not named is for conveners:", a, err)
	}
	want(t, h.Members.ChooseAudiences(ctx, member.Audiences{member.FieldPhone: member.ForClub(id.New())}), fault.KindInvalid)
	want(t, h.Members.ChooseAudiences(ctx, member.Audiences{member.FieldPhone: "everybody"}), fault.KindInvalid)
	want(t, h.Members.ChooseAudiences(t.Context(), nil), fault.KindForbidden)
	if audited(t, h, "member.audiences") != 1 {
		t.Error("it is written down")
	}
}

func TestEditPersonWithoutAddress(t *testing.T) {
	h := exampletest.OpenTown(t)
	edit := func(name string, p member.Portrait) error {
		return inTx(t, h, func(ctx context.Context, tx *db.Tx) error { return h.Members.EditPerson(ctx, tx, h.Person(name), p) })
	}
	must(t, edit(earl, member.Portrait{Profile: member.Profile{Name: earl}, Offers: []string{"ferry stories"}}))
	want(t, edit(earl, member.Portrait{Profile: member.Profile{Name: earl}, Links: []string{"ftp://x.example"}}), fault.KindInvalid)
	want(t, edit(rosa, bakery()), fault.KindForbidden)
}

func snapshot(t *testing.T, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, jpeg.Encode(&out, image.NewRGBA(image.Rect(0, 0, width, height)), nil))
	return out.Bytes()
}

func TestMyPhoto(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), rosa)
	_, err := h.Members.MyPhoto(ctx)
	want(t, err, fault.KindNotFound)
	for range 2 {
		must(t, h.Members.SetMyPhoto(ctx, snapshot(t, 1200, 900)))
	}
	photo, err := h.Members.MyPhoto(ctx)
	if err != nil || photo.Width != 512 || photo.Height != 512 || len(photo.Body) == 0 {
		t.Error(photo.Width, photo.Height, err)
	}
	want(t, h.Members.SetMyPhoto(ctx, []byte("<svg/>")), fault.KindInvalid)
	want(t, h.Members.SetMyPhoto(t.Context(), snapshot(t, 9, 9)), fault.KindForbidden)
	must(t, h.Members.RemoveMyPhoto(ctx))
	_, err = h.Members.MyPhoto(ctx)
	want(t, err, fault.KindNotFound)
	want(t, h.Members.RemoveMyPhoto(t.Context()), fault.KindForbidden)
	_, err = h.Members.MyPhoto(t.Context())
	want(t, err, fault.KindForbidden)
	if audited(t, h, "member.photo") != 2 || audited(t, h, "member.photo-removed") != 1 {
		t.Error("it is written down")
	}
}

func TestSelfDescription(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), rosa)
	said := member.SelfDescription{AgeBand: "35-49", Ideology: "moderate, mostly", Background: " Jalisco "}
	must(t, h.Members.DescribeSelf(ctx, said))
	got, err := h.Members.MySelfDescription(ctx)
	if err != nil || got.Background != "Jalisco" || got.AgeBand != "35-49" {
		t.Error(got, err)
	}
	want(t, h.Members.DescribeSelf(ctx, member.SelfDescription{AgeBand: "1971-03-02"}), fault.KindInvalid)
	want(t, h.Members.DescribeSelf(ctx, member.SelfDescription{Background: strings.Repeat("x", 61)}), fault.KindInvalid)
	want(t, h.Members.DescribeSelf(t.Context(), said), fault.KindForbidden)
	if got, err := h.Members.MySelfDescription(h.As(t.Context(), "Walt Pruitt")); err != nil || !got.Empty() {
		t.Error("nobody else’s", got, err)
	}
	must(t, h.Members.DescribeSelf(ctx, member.SelfDescription{}))
	must(t, h.Members.ForgetSelf(ctx))
	if n, err := db.Value[int](ctx, h.DB.Pool(), `SELECT count(*) FROM self_description`); err != nil || n != 0 {
		t.Error("it is gone altogether", n, err)
	}
	want(t, h.Members.ForgetSelf(t.Context()), fault.KindForbidden)
	_, err = h.Members.MySelfDescription(t.Context())
	want(t, err, fault.KindForbidden)
	if access.From(ctx).PersonID == id.Nil || audited(t, h, "member.self-described") != 1 {
		t.Error("that it was done is written down, not what was said")
	}
}

func TestProfilePages(t *testing.T) {
	h := exampletest.OpenTown(t)
	v := newVisit(t, h, openDoor(t, h))
	v.post("/sign-in", "email", "walt@pellriver.example")
	v.post("/sign-in/sent", "code", codeOf(t, h, "walt@pellriver.example"))
	v.says(v.get("/me/profile"), "h1", "My profile")
	saved := v.post("/me/profile", "name", "Walt Pruitt", "offers", "welding\r\nphone calls", "issues", "food", "other-issues", "Old boats", "links", "example.org")
	v.says(saved, "[role=status]", "Saved.")
	form := v.get("/me/profile")
	if got := form.Find("#offers").Text(); got != "welding\nphone calls" || form.Find("input[name=issues][checked]").Length() != 1 {
		t.Errorf("%q", got)
	}
	v.says(form, "#other-issues", "Old boats")
	wrong := v.post("/me/profile", "name", "Walt Pruitt", "links", "javascript:alert(1)", "story", "kept")
	v.says(wrong, "#links-error", "web address")
	v.says(wrong, "#story", "kept")
	if wrong.code != 422 {
		t.Error(wrong.code)
	}
	v.says(v.get("/me/profile/employer"), "h1", "somewhere else")
	v.says(v.post("/me/profile/employer", "organisation", "Town Clerk", "job", "clerk"), "main", "Town Clerk")
	audiences := v.get("/me/profile/audiences")
	if n := audiences.Find("select").Length(); n != len(member.Fields) || audiences.Find(`a[href*="as=member"]`).Length() != 1 {
		t.Error(n, "fields")
	}
	v.says(v.post("/me/profile/audiences", "phone", "somebody"), ".error", "Please choose one")
	v.says(v.post("/me/self-description", "age-band", "65-74", "ideology", "Moderate"), "[role=status]", "Saved.")
	if v.get("/me/self-description").Find(`input[value="65-74"][checked]`).Length() != 1 {
		t.Error("one’s own answer is kept")
	}
	v.says(v.post("/me/self-description/removal"), "[role=status]", "deleted")
}

func (v *visit) upload(path string, raw []byte) look {
	v.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("photo", "me.jpg")
	must(v.t, err)
	_, _ = part.Write(raw)
	must(v.t, form.Close())
	return v.answer(v.client.Post(v.server.URL+path, form.FormDataContentType(), &body))
}

func TestPhotoPages(t *testing.T) {
	h := exampletest.OpenTown(t)
	v := newVisit(t, h, openDoor(t, h))
	v.post("/sign-in", "email", "walt@pellriver.example")
	v.post("/sign-in/sent", "code", codeOf(t, h, "walt@pellriver.example"))
	if got := v.get("/me/photo.jpg"); got.code != 404 {
		t.Error(got.code)
	}
	v.says(v.upload("/me/photo", []byte("not a picture")), "#photo-error", "JPEG")
	v.says(v.upload("/me/photo", make([]byte, 5<<20+1)), "#photo-error", "5 MB")
	page := v.upload("/me/photo", snapshot(t, 700, 900))
	if src, _ := page.Find("img.photo").Attr("src"); src != "/me/photo.jpg" || page.code != 200 {
		t.Error(src, page.code)
	}
	res, err := v.client.Get(v.server.URL + "/me/photo.jpg")
	must(t, err)
	raw, _ := io.ReadAll(res.Body)
	res.Body.Close()
	if res.Header.Get("Content-Type") != "image/jpeg" || !strings.HasPrefix(res.Header.Get("Cache-Control"), "private") || http.DetectContentType(raw) != "image/jpeg" {
		t.Error(res.Header)
	}
	again, err := http.NewRequestWithContext(t.Context(), http.MethodGet, v.server.URL+"/me/photo.jpg", nil)
	must(t, err)
	again.Header.Set("If-None-Match", res.Header.Get("ETag"))
	if res, err := v.client.Do(again); err != nil || res.StatusCode != http.StatusNotModified {
		t.Error(res, err)
	}
	v.says(v.post("/me/photo/removal"), "[role=status]", "removed")
}
