# Runs the cases of ../README.md with the gem nats-pure against one server.
#
# Usage: ruby interop.rb HOST PORT TOKEN

gem "nats-pure", "2.5.0"

require "nats/client"

require_relative "../ruby/harness"

# How each case shows the token: the URL and the options. `token` is the option of the gem nats, and
# not known here, so the client shows no token at all.
CONNECTS = {
  "option-token" => ->(target) { [target.url, { auth_token: target.token }] },
  "url-token" => ->(target) { [target.url("#{target.token}@"), {}] },
  "url-token-without-scheme" => lambda { |target|
    ["#{target.token}@#{target.host}:#{target.port}", {}]
  },
  "url-token-encoded-kept" => ->(target) { [target.url("#{target.encoded_token}@"), {}] },
  "option-token-misnamed" => ->(target) { [target.url, { token: target.token }] },
  "wrong-token" => ->(target) { [target.url, { auth_token: "not-#{target.token}" }] },
  "no-token" => ->(target) { [target.url, {}] },
}.freeze

ACCEPTED = %w[option-token url-token url-token-without-scheme].freeze

def connect(url, options)
  connection = NATS.connect(url, reconnect: false, **options)
  yield connection if block_given?
ensure
  connection&.close
end

def connect_with_token(target, &block)
  connect(*CONNECTS["option-token"].call(target), &block)
end

def accepted(url, options)
  connect(url, options) { |connection| connection.flush(PATIENCE) }
end

# Expects an authorization error, well before any timeout of client or server.
def refused(url, options)
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  connect(url, options) { raise "expected a refusal, but the connection was accepted" }
rescue NATS::IO::AuthError
  took = Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
  check(took < 1, "the refusal took #{took} s")
end

def publish_subscribe(target)
  count = 1000
  connect_with_token(target) do |publisher|
    connect_with_token(target) do |subscriber|
      received = Queue.new
      subscriber.subscribe("interop.publish") { |message| received << message.data }
      subscriber.flush(PATIENCE)

      count.times { |i| publisher.publish("interop.publish", payload(i)) }
      publisher.flush(PATIENCE)

      sleep(QUIET)
      check(received.size == count, "#{received.size} messages instead of #{count}")
      count.times do |i|
        data = received.pop.b
        check(data == payload(i), "message #{i} is #{data.inspect}")
      end
    end
  end
end

def request_reply(target)
  connect_with_token(target) do |requester|
    connect_with_token(target) do |responder|
      responder.subscribe("interop.request") { |message| message.respond("re: #{message.data}") }
      responder.flush(PATIENCE)

      50.times do |i|
        answer = requester.request("interop.request", "question #{i}", timeout: PATIENCE)
        check(answer.data == "re: question #{i}", "the answer is #{answer.data.inspect}")
      end
    end
  end
end

TOKEN_CASES = CONNECTS.to_h do |name, arguments|
  [name, lambda { |target|
    ACCEPTED.include?(name) ? accepted(*arguments.call(target)) : refused(*arguments.call(target))
  }]
end

def recorded_lines(_)
  sessions = TOKEN_CASES.dup
  sessions["publish-subscribe"] = lambda { |target|
    connect_with_token(target) do |connection|
      connection.subscribe("recorded") { |_| }
      connection.publish("recorded", "hello")
      connection.flush(PATIENCE)
    end
  }
  compare_with_recording(__dir__, sessions)
end

run("nats-pure #{NATS::IO::VERSION}",
    TOKEN_CASES.merge(
      "publish-subscribe" => method(:publish_subscribe),
      "request-reply" => method(:request_reply),
      "recorded-lines" => method(:recorded_lines),
    ))
