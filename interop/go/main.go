// Command interop runs the cases of ../README.md with nats.go against one server.
//
// Usage: interop HOST PORT TOKEN
package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/nats-io/nats.go"
)

// Bounds a single wait of a case; far above what a healthy server needs.
const patience = 5 * time.Second

// The server under test, as given on the command line.
type target struct {
	host, port, token string
	operator          *bufio.Reader // answers "restart-please" with "restarted"
}

type interopCase struct {
	name string
	run  func(target) error
}

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: interop HOST PORT TOKEN")
		os.Exit(2)
	}
	server := target{os.Args[1], os.Args[2], os.Args[3], bufio.NewReader(os.Stdin)}
	fmt.Println("client nats.go", nats.Version)
	failed := false
	for _, c := range cases() {
		if err := c.run(server); err != nil {
			failed = true
			fmt.Printf("FAIL %s: %v\n", c.name, err)
		} else {
			fmt.Println("ok", c.name)
		}
	}
	if failed {
		os.Exit(1)
	}
}

func cases() []interopCase {
	return []interopCase{
		{"option-token", optionToken},
		{"url-token", urlToken},
		{"url-token-without-scheme", urlTokenWithoutScheme},
		{"url-token-encoded", urlTokenEncoded},
		{"wrong-token", wrongToken},
		{"no-token", noToken},
		{"publish-subscribe", publishSubscribe},
		{"queue-group", queueGroup},
		{"request-reply", requestReply},
		{"no-responders", noResponders},
		{"headers", singleValueHeaders},
		{"headers-multi-value", multiValueHeaders},
		{"wildcards", wildcards},
		{"unsubscribe-after-max", unsubscribeAfterMax},
		{"flush-and-rtt", flushAndRTT},
		{"max-payload", maxPayload},
		{"reconnect-after-restart", reconnectAfterRestart},
	}
}

func (t target) url(userinfo string) string {
	return "nats://" + userinfo + t.host + ":" + t.port
}

func (t target) connect(options ...nats.Option) (*nats.Conn, error) {
	options = append(options, nats.Token(t.token), nats.Timeout(patience))
	connection, err := nats.Connect(t.url(""), options...)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	return connection, nil
}

func optionToken(t target) error {
	connection, err := t.connect()
	if err != nil {
		return err
	}
	defer connection.Close()
	if !connection.AuthRequired() {
		return errors.New("the server does not announce auth_required")
	}
	return connection.FlushTimeout(patience)
}

func urlToken(t target) error {
	return accepted(t.url(t.token + "@"))
}

func urlTokenWithoutScheme(t target) error {
	return accepted(t.token + "@" + t.host + ":" + t.port)
}

// The token with every byte written as % and two digits.
func urlTokenEncoded(t target) error {
	encoded := ""
	for _, b := range []byte(t.token) {
		encoded += fmt.Sprintf("%%%02x", b)
	}
	return accepted(t.url(encoded + "@"))
}

// Connects with no other token than that in the URL.
func accepted(url string) error {
	connection, err := nats.Connect(url, nats.Timeout(patience))
	if err != nil {
		return err
	}
	defer connection.Close()
	return connection.FlushTimeout(patience)
}

func wrongToken(t target) error {
	return refused(t, nats.Token("not-"+t.token))
}

func noToken(t target) error {
	return refused(t)
}

// Expects an authorization error, well before any timeout of client or server.
func refused(t target, options ...nats.Option) error {
	start := time.Now()
	connection, err := nats.Connect(t.url(""), append(options, nats.Timeout(patience))...)
	if err == nil {
		connection.Close()
		return errors.New("expected a refusal, but the connection was accepted")
	}
	if !errors.Is(err, nats.ErrAuthorization) {
		return fmt.Errorf("expected %q, got %q", nats.ErrAuthorization, err)
	}
	if took := time.Since(start); took > time.Second {
		return fmt.Errorf("the refusal took %v", took)
	}
	return nil
}
