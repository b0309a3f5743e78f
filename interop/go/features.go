package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
)

func singleValueHeaders(t target) error {
	return headersSurvive(t, nats.Header{
		"Trace":        {"a:b c;d=e"},
		"content-type": {"text/plain"},
		"X-Long":       {strings.Repeat("long", 500)},
	})
}

func multiValueHeaders(t target) error {
	return headersSurvive(t, nats.Header{"Many": {"one", "two", "two", "three"}, "Single": {"1"}})
}

func headersSurvive(t target, header nats.Header) error {
	connection, err := t.connect()
	if err != nil {
		return err
	}
	defer connection.Close()
	if !connection.HeadersSupported() {
		return errors.New("the server does not announce headers")
	}
	subject := nats.NewInbox()
	subscription, err := subscribed(connection, subject)
	if err != nil {
		return err
	}
	for _, body := range [][]byte{[]byte("with\r\nbody"), nil} {
		sent := &nats.Msg{Subject: subject, Header: header, Data: body}
		if err := connection.PublishMsg(sent); err != nil {
			return err
		}
		got, err := subscription.NextMsg(patience)
		if err != nil {
			return err
		}
		if !maps.EqualFunc(header, got.Header, slices.Equal) {
			return fmt.Errorf("expected headers %v, got %v", header, got.Header)
		}
		if !bytes.Equal(got.Data, body) {
			return fmt.Errorf("expected body %q, got %q", body, got.Data)
		}
	}
	return nil
}

func wildcards(t target) error {
	connection, err := t.connect()
	if err != nil {
		return err
	}
	defer connection.Close()
	root := nats.NewInbox()
	published := []string{"a", "a.b", "a.b.c", "x.b.c", "x.b", "x.b.c.d"}
	expected := map[string][]string{
		"*":     {"a"},
		"a.*":   {"a.b"},
		"*.b.*": {"a.b.c", "x.b.c"},
		"x.>":   {"x.b.c", "x.b", "x.b.c.d"},
		">":     published,
	}
	subscriptions := map[string]*nats.Subscription{}
	for filter := range expected {
		if subscriptions[filter], err = subscribed(connection, root+"."+filter); err != nil {
			return err
		}
	}
	for _, subject := range published {
		if err := connection.Publish(root+"."+subject, []byte(subject)); err != nil {
			return err
		}
	}
	for filter, subjects := range expected {
		for _, subject := range subjects {
			message, err := subscriptions[filter].NextMsg(patience)
			if err != nil {
				return fmt.Errorf("%s waits for %s: %w", filter, subject, err)
			}
			if message.Subject != root+"."+subject || string(message.Data) != subject {
				return fmt.Errorf("%s expected %s, got %s", filter, subject, message.Subject)
			}
		}
		if err := nothingMore(subscriptions[filter]); err != nil {
			return fmt.Errorf("%s: %w", filter, err)
		}
	}
	return nil
}

func unsubscribeAfterMax(t target) error {
	const limit = 5
	publisher, subscriber, err := connectTwo(t)
	if err != nil {
		return err
	}
	defer publisher.Close()
	defer subscriber.Close()
	subject := nats.NewInbox()
	subscription, err := subscriber.SubscribeSync(subject)
	if err != nil {
		return err
	}
	if err := subscription.AutoUnsubscribe(limit); err != nil {
		return err
	}
	if err := subscriber.FlushTimeout(patience); err != nil {
		return err
	}
	for i := range 2 * limit {
		if err := publisher.Publish(subject, []byte{byte(i)}); err != nil {
			return err
		}
	}
	for i := range limit {
		message, err := subscription.NextMsg(patience)
		if err != nil {
			return fmt.Errorf("message %d: %w", i, err)
		}
		if !bytes.Equal(message.Data, []byte{byte(i)}) {
			return fmt.Errorf("message %d: got %v", i, message.Data)
		}
	}
	if err := nothingMore(subscription); err != nil {
		return err
	}
	// The server, too, has forgotten the subscription.
	if _, err = publisher.Request(subject, nil, patience); !errors.Is(err, nats.ErrNoResponders) {
		return fmt.Errorf("a request afterwards: expected %q, got %v", nats.ErrNoResponders, err)
	}
	return nil
}

func flushAndRTT(t target) error {
	connection, err := t.connect()
	if err != nil {
		return err
	}
	defer connection.Close()
	for range 100 {
		if err := connection.Publish(nats.NewInbox(), nil); err != nil {
			return err
		}
		if err := connection.FlushTimeout(patience); err != nil {
			return err
		}
	}
	rtt, err := connection.RTT()
	if err != nil {
		return err
	}
	if rtt <= 0 || rtt > patience {
		return fmt.Errorf("round trip time is %v", rtt)
	}
	return nil
}

func maxPayload(t target) error {
	const limit = 1_048_576
	publisher, subscriber, err := connectTwo(t)
	if err != nil {
		return err
	}
	defer publisher.Close()
	defer subscriber.Close()
	if announced := publisher.MaxPayload(); announced != limit {
		return fmt.Errorf("expected max_payload %d, got %d", limit, announced)
	}
	subject := nats.NewInbox()
	subscription, err := subscribed(subscriber, subject)
	if err != nil {
		return err
	}
	data := make([]byte, limit)
	for i := range data {
		data[i] = byte(i * 31 >> 3)
	}
	if err := publisher.Publish(subject, data); err != nil {
		return err
	}
	message, err := subscription.NextMsg(patience)
	if err != nil {
		return err
	}
	if !bytes.Equal(message.Data, data) {
		return fmt.Errorf("the %d bytes received differ from the %d sent", len(message.Data), limit)
	}
	return nil
}

func reconnectAfterRestart(t target) error {
	reconnected := make(chan struct{}, 1)
	connection, err := t.connect(
		nats.MaxReconnects(-1),
		nats.ReconnectWait(100*time.Millisecond),
		nats.ReconnectHandler(func(*nats.Conn) { reconnected <- struct{}{} }))
	if err != nil {
		return err
	}
	defer connection.Close()
	subject := nats.NewInbox()
	subscription, err := subscribed(connection, subject)
	if err != nil {
		return err
	}
	fmt.Println("restart-please")
	answer, err := t.operator.ReadString('\n')
	if err != nil || strings.TrimSpace(answer) != "restarted" {
		return fmt.Errorf("expected the line \"restarted\" on stdin, got %q", answer)
	}
	select {
	case <-reconnected:
	case <-time.After(2 * patience):
		return errors.New("the client did not reconnect")
	}
	if err := connection.FlushTimeout(patience); err != nil {
		return err
	}
	other, err := t.connect()
	if err != nil {
		return err
	}
	defer other.Close()
	if err := other.Publish(subject, []byte("after")); err != nil {
		return err
	}
	message, err := subscription.NextMsg(patience)
	if err != nil {
		return fmt.Errorf("no message after the restart: %w", err)
	}
	if string(message.Data) != "after" {
		return fmt.Errorf("expected \"after\", got %q", message.Data)
	}
	return nil
}
