# Runs the cases of ../README.md with the gem nats, on EventMachine, against one server.
#
# Usage: ruby interop.rb HOST PORT TOKEN

gem "nats", "0.11.2"

require "nats/client"

require_relative "../ruby/harness"

# How each case shows the token: the arguments of NATS.connect.
CONNECTS = {
  "option-token" => ->(target) { [target.url, { token: target.token }] },
  "url-token" => ->(target) { [target.url("#{target.token}@"), {}] },
  "url-token-without-scheme" => lambda { |target|
    ["#{target.token}@#{target.host}:#{target.port}", {}]
  },
  "url-token-encoded-kept" => ->(target) { [target.url("#{target.encoded_token}@"), {}] },
  "wrong-token" => ->(target) { [target.url, { token: "not-#{target.token}" }] },
  "no-token" => ->(target) { [target.url, {}] },
}.freeze

ACCEPTED = %w[option-token url-token url-token-without-scheme].freeze

# Runs the reactor until somebody calls the function that the block gets. Raises what the client
# reports before that.
def reactor
  outcome = nil
  finish = lambda do |result = :done|
    outcome ||= result
    EM.stop
  end
  # The client also reports that the reactor's end took its connection away.
  NATS.on_error { |error| outcome || finish.call(error) }
  EM.run do
    EM.add_timer(PATIENCE) { finish.call(RuntimeError.new("not done within #{PATIENCE} s")) }
    yield finish
  end
  raise outcome unless outcome == :done
end

def connect((url, options), &block)
  NATS.connect(url, { reconnect: false, **options }, &block)
end

def connect_with_token(target, &block)
  connect(CONNECTS["option-token"].call(target), &block)
end

def accepted(arguments)
  reactor { |finish| connect(arguments) { |connection| connection.flush(&finish) } }
end

# Expects an authorization error, well before any timeout of client or server.
def refused(arguments)
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  accepted(arguments)
rescue NATS::AuthError
  took = Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
  check(took < 1, "the refusal took #{took} s")
else
  raise "expected a refusal, but the connection was accepted"
end

def publish_subscribe(target)
  count = 1000
  received = []
  reactor do |finish|
    connect_with_token(target) do |subscriber|
      subscriber.subscribe("interop.publish") do |data|
        received << data.b
        EM.add_timer(QUIET, finish) if received.size == count
      end
      subscriber.flush do
        connect_with_token(target) do |publisher|
          count.times { |i| publisher.publish("interop.publish", payload(i)) }
        end
      end
    end
  end
  check(received.size == count, "#{received.size} messages instead of #{count}")
  count.times { |i| check(received[i] == payload(i), "message #{i} is #{received[i].inspect}") }
end

def request_reply(target)
  count = 50
  answers = []
  reactor do |finish|
    connect_with_token(target) do |responder|
      responder.subscribe("interop.request") { |data, reply| responder.publish(reply, "re: #{data}") }
      responder.flush do
        connect_with_token(target) do |requester|
          count.times do |i|
            requester.request("interop.request", "question #{i}", max: 1) do |answer|
              answers << answer
              finish.call if answers.size == count
            end
          end
        end
      end
    end
  end
  check(answers.sort == Array.new(count) { |i| "re: question #{i}" }.sort, "got #{answers}")
end

TOKEN_CASES = CONNECTS.to_h do |name, arguments|
  [name, lambda { |target|
    ACCEPTED.include?(name) ? accepted(arguments.call(target)) : refused(arguments.call(target))
  }]
end

def recorded_lines(_)
  sessions = TOKEN_CASES.dup
  sessions["publish-subscribe"] = lambda { |target|
    reactor do |finish|
      connect_with_token(target) do |connection|
        connection.subscribe("recorded") { |_| }
        connection.publish("recorded", "hello")
        connection.flush(&finish)
      end
    end
  }
  compare_with_recording(__dir__, sessions)
end

run("nats #{NATS::VERSION}",
    TOKEN_CASES.merge(
      "publish-subscribe" => method(:publish_subscribe),
      "request-reply" => method(:request_reply),
      "recorded-lines" => method(:recorded_lines),
    ))
