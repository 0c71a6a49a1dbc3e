package i18n

import (
	"context"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Number is “12,400”, the same in English and in the Spanish of the United
// States.
func Number(_ context.Context, n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	return sign + grouped(digits)
}

// Decimal is an amount without needless zeros: “2”, “2.5”, “1,200.25”. It
// keeps two places.
func Decimal(_ context.Context, x float64) string {
	text := strconv.FormatFloat(x, 'f', 2, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	fraction = strings.TrimRight(fraction, "0")
	if fraction != "" {
		fraction = "." + fraction
	} else if whole == "0" {
		sign = ""
	}
	return sign + grouped(whole) + fraction
}

// Money is cents of a currency (its ISO 4217 code): “$600”, “$12.50”,
// “€600”, “600 CHF”. Whole amounts show no cents.
func Money(ctx context.Context, cents int64, currency string) string {
	sign := ""
	amount := uint64(cents)
	if cents < 0 {
		sign, amount = "-", -amount
	}
	text := grouped(strconv.FormatUint(amount/100, 10))
	if rest := amount % 100; rest != 0 {
		text += "." + strconv.FormatUint(rest+100, 10)[1:]
	}
	if symbol, ok := currencySymbols[currency]; ok {
		return sign + symbol + text
	}
	return sign + text + "\u00a0" + currency
}

// currencySymbols are those a reader in the United States takes for that
// currency; the other dollars and pesos say which one they are.
var currencySymbols = map[string]string{
	"USD": "$", "EUR": "€", "GBP": "£", "CAD": "CA$", "MXN": "MX$", "AUD": "A$", "NZD": "NZ$",
}

// List is “a, b and c”, “a, b y c”.
func List(ctx context.Context, items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	last := items[len(items)-1]
	return strings.Join(items[:len(items)-1], ", ") + " " + of(ctx).and(last) + " " + last
}

// Capital raises the first letter, for a phrase that starts a line: “A week
// past its date”.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if first == utf8.RuneError {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// grouped puts a comma after each three digits from the right.
func grouped(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
