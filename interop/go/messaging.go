package main

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
)

// A quiet period after which a message that must not come is taken as not sent.
const quiet = 200 * time.Millisecond

// Bytes that a careless parser trips over, cut to a length that differs from message to message.
func payload(i int) []byte {
	const traps = "\r\nMSG x 1 2\r\n\x00\xff\xfe+OK\r\nPING\r\n-ERR 'no'\r\n"
	block := append([]byte(traps), byte(i), byte(i>>8))
	return bytes.Repeat(block, 4)[:i%(4*len(block))]
}

func publishSubscribe(t target) error {
	const count = 1000
	publisher, subscriber, err := connectTwo(t)
	if err != nil {
		return err
	}
	defer publisher.Close()
	defer subscriber.Close()
	subject := nats.NewInbox()
	subscription, err := subscribed(subscriber, subject)
	if err != nil {
		return err
	}
	for i := range count {
		if err := publisher.Publish(subject, payload(i)); err != nil {
			return err
		}
	}
	for i := range count {
		message, err := subscription.NextMsg(patience)
		if err != nil {
			return fmt.Errorf("message %d of %d: %w", i, count, err)
		}
		if !bytes.Equal(message.Data, payload(i)) {
			return fmt.Errorf("message %d: expected %q, got %q", i, payload(i), message.Data)
		}
	}
	return nothingMore(subscription)
}

func queueGroup(t target) error {
	const members, count = 3, 300
	publisher, err := t.connect()
	if err != nil {
		return err
	}
	defer publisher.Close()
	subject := nats.NewInbox()
	type delivery struct {
		member int
		text   string
	}
	deliveries := make(chan delivery, 2*count)
	for member := range members {
		connection, err := t.connect()
		if err != nil {
			return err
		}
		defer connection.Close()
		_, err = connection.QueueSubscribe(subject, "workers", func(m *nats.Msg) {
			deliveries <- delivery{member, string(m.Data)}
		})
		if err != nil {
			return err
		}
		if err := connection.FlushTimeout(patience); err != nil {
			return err
		}
	}
	for i := range count {
		if err := publisher.Publish(subject, fmt.Appendf(nil, "%d", i)); err != nil {
			return err
		}
	}
	texts, byMember := map[string]bool{}, map[int]int{}
	for len(texts) < count {
		select {
		case d := <-deliveries:
			if texts[d.text] {
				return fmt.Errorf("message %s was delivered twice", d.text)
			}
			texts[d.text] = true
			byMember[d.member]++
		case <-time.After(patience):
			return fmt.Errorf("only %d of %d messages arrived", len(texts), count)
		}
	}
	select {
	case d := <-deliveries:
		return fmt.Errorf("message %s was delivered twice", d.text)
	case <-time.After(quiet):
	}
	if len(byMember) < 2 {
		return fmt.Errorf("one member got everything: %v", byMember)
	}
	return nil
}

func requestReply(t target) error {
	const parallel = 50
	requester, responder, err := connectTwo(t)
	if err != nil {
		return err
	}
	defer requester.Close()
	defer responder.Close()
	subject := nats.NewInbox()
	_, err = responder.Subscribe(subject, func(m *nats.Msg) {
		_ = m.Respond(append([]byte("re: "), m.Data...))
	})
	if err != nil {
		return err
	}
	if err := responder.FlushTimeout(patience); err != nil {
		return err
	}
	results := make(chan error, parallel)
	for i := range parallel {
		go func() {
			question := fmt.Sprintf("question %d", i)
			answer, err := requester.Request(subject, []byte(question), patience)
			if err == nil && string(answer.Data) != "re: "+question {
				err = fmt.Errorf("answer to %q was %q", question, answer.Data)
			}
			results <- err
		}()
	}
	for range parallel {
		if err := <-results; err != nil {
			return err
		}
	}
	return nil
}

func noResponders(t target) error {
	connection, err := t.connect()
	if err != nil {
		return err
	}
	defer connection.Close()
	start := time.Now()
	_, err = connection.Request(nats.NewInbox(), nil, patience)
	if !errors.Is(err, nats.ErrNoResponders) {
		return fmt.Errorf("expected %q, got %v", nats.ErrNoResponders, err)
	}
	if took := time.Since(start); took > time.Second {
		return fmt.Errorf("the answer took %v", took)
	}
	return nil
}

func connectTwo(t target) (first, second *nats.Conn, err error) {
	if first, err = t.connect(); err != nil {
		return nil, nil, err
	}
	if second, err = t.connect(); err != nil {
		first.Close()
		return nil, nil, err
	}
	return first, second, nil
}

// Returns once the server knows the subscription.
func subscribed(connection *nats.Conn, filter string) (*nats.Subscription, error) {
	subscription, err := connection.SubscribeSync(filter)
	if err != nil {
		return nil, err
	}
	return subscription, connection.FlushTimeout(patience)
}

func nothingMore(subscription *nats.Subscription) error {
	message, err := subscription.NextMsg(quiet)
	if err == nil {
		return fmt.Errorf("unexpected message on %s: %q", message.Subject, message.Data)
	}
	return nil
}
