package e2e

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// fieldNamedForAutocomplete is only a guess of the audit: a field may be called “name” and mean it.
const fieldNamedForAutocomplete = audits.GenericIssueErrorTypeFormInputAssignedAutocompleteValueToIDOrNameAttributeError

// watch follows one browser tab: whether it is still busy, what it fetched, and what went wrong in it.
type watch struct {
	site string

	mu       sync.Mutex
	begun    int               // navigations so far
	busy     map[string]doing  // frames that load, requests of scripts under way
	fetched  map[string]string // request → what
	traffic  traffic
	troubles []string
	expected []string      // beginnings of troubles the test wants
	changed  chan struct{} // closed and made anew at every change
}

// doing is what keeps a tab busy.
type doing bool

const (
	loads doing = true  // a frame
	asked doing = false // a request of a script
)

// traffic is what came over the wire since it was last asked for.
type traffic struct {
	Requests []string
	Bytes    float64
}

func newWatch(site string) *watch {
	return &watch{site: site, busy: map[string]doing{}, fetched: map[string]string{}, changed: make(chan struct{})}
}

// hear runs in the loop that reads the browser's messages: quick, and without asking the browser anything.
func (w *watch) hear(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *page.EventFrameRequestedNavigation:
		w.begin(string(e.FrameID))
	case *page.EventFrameStartedLoading:
		w.begin(string(e.FrameID))
	case *page.EventFrameStoppedLoading:
		w.end(string(e.FrameID))
	case *page.EventFrameNavigated:
		if e.Frame.ParentID == "" {
			w.leave()
		}
	case *page.EventFrameDetached:
		w.end(string(e.FrameID))
	case *network.EventRequestWillBeSent:
		w.request(e)
	case *network.EventLoadingFinished:
		w.traffic.Bytes += e.EncodedDataLength
		w.end(string(e.RequestID))
	case *network.EventLoadingFailed:
		w.end(string(e.RequestID))
	default:
		w.trouble(event)
	}
}

func (w *watch) begin(what string) {
	w.begun++
	w.busy[what] = loads
	w.tell()
}

func (w *watch) end(what string) {
	delete(w.busy, what)
	w.tell()
}

// leave forgets what the page asked for that is left now: nobody hears the answer.
func (w *watch) leave() {
	maps.DeleteFunc(w.busy, func(_ string, what doing) bool { return what == asked })
	w.tell()
}

func (w *watch) tell() {
	close(w.changed)
	w.changed = make(chan struct{})
}

func (w *watch) request(e *network.EventRequestWillBeSent) {
	address := e.Request.URL
	if strings.HasPrefix(address, "data:") || strings.HasPrefix(address, "about:") {
		return
	}
	if !strings.HasPrefix(address, w.site+"/") {
		w.troubles = append(w.troubles, "a request off the site: "+address)
	}
	if e.Request.Method == http.MethodGet {
		w.traffic.Requests = append(w.traffic.Requests, strings.TrimPrefix(address, w.site))
	}
	if e.Type == network.ResourceTypeXHR || e.Type == network.ResourceTypeFetch {
		w.begin(string(e.RequestID))
		w.busy[string(e.RequestID)] = asked
	}
}

func (w *watch) trouble(event any) {
	said := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		said = "page error: " + e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			said += " " + e.ExceptionDetails.Exception.Description
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			said = "console error: " + arguments(e.Args)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			said = "console error: " + e.Entry.Text + " " + strings.TrimPrefix(e.Entry.URL, w.site)
		}
	case *audits.EventIssueAdded:
		said = issue(e.Issue)
	}
	if said != "" {
		w.troubles = append(w.troubles, said)
	}
}

func arguments(args []*runtime.RemoteObject) string {
	var all []string
	for _, a := range args {
		all = append(all, strings.TrimSpace(string(a.Value)+" "+a.Description))
	}
	return strings.Join(all, " ")
}

// issue names what the browser's own audit found: a broken policy, a form that cannot be filled in for people.
func issue(i *audits.InspectorIssue) string {
	switch {
	case i.Details == nil:
		return ""
	case i.Details.ContentSecurityPolicyIssueDetails != nil:
		csp := i.Details.ContentSecurityPolicyIssueDetails
		return fmt.Sprintf("content security policy: %s %s %s", csp.ViolatedDirective, csp.ContentSecurityPolicyViolationType, csp.BlockedURL)
	case i.Details.GenericIssueDetails != nil:
		form := i.Details.GenericIssueDetails
		if form.ErrorType == fieldNamedForAutocomplete {
			return ""
		}
		return fmt.Sprintf("%s %s", form.ErrorType, form.ViolatingNodeAttribute)
	case i.Details.MixedContentIssueDetails != nil:
		return "mixed content: " + i.Details.MixedContentIssueDetails.InsecureURL
	}
	return ""
}

// steps counts navigations, so that a click can tell whether one began.
func (w *watch) steps() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.begun
}

// state tells whether the tab rests, and gives a channel that closes when that may have changed.
func (w *watch) state() (begun int, resting bool, changed <-chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.begun, len(w.busy) == 0, w.changed
}

// takeTraffic gives what was fetched since the last time.
func (w *watch) takeTraffic() traffic {
	w.mu.Lock()
	defer w.mu.Unlock()
	taken := w.traffic
	w.traffic = traffic{}
	return taken
}

// takeTroubles gives what went wrong and was not expected.
func (w *watch) takeTroubles() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var wrong []string
	for _, said := range w.troubles {
		if !anyIn(said, w.expected) {
			wrong = append(wrong, said)
		}
	}
	w.troubles = nil
	return wrong
}

// heard tells whether such a trouble came up since they were last taken.
func (w *watch) heard(trouble string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.ContainsFunc(w.troubles, func(said string) bool { return strings.Contains(said, trouble) })
}

func anyIn(said string, parts []string) bool {
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(said, part) })
}
