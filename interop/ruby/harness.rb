# What the cases of both Ruby clients stand on: waiting with a limit, recording, reporting.

require "json"
require "socket"

# Bounds a single wait of a case, in seconds; far above what a healthy server needs.
PATIENCE = 5

# After this many quiet seconds a message that must not come is taken as not sent.
QUIET = 0.2

# What the recordings were made with.
RECORDED_TOKEN = "mytoken!"
RECORDED_RUBY = "ruby3.1.2"

# The server under test, as given on the command line.
Target = Struct.new(:host, :port, :token) do
  def url(userinfo = "")
    "nats://#{userinfo}#{host}:#{port}"
  end

  # The token with every byte written as % and two digits.
  def encoded_token
    token.bytes.map { |byte| format("%%%02x", byte) }.join
  end
end

def check(condition, otherwise)
  raise otherwise unless condition
end

# Bytes that a careless parser trips over, in a length that differs from message to message.
def payload(i)
  traps = "\r\nMSG x 1 2\r\n\x00\xff\xfe+OK\r\nPING\r\n-ERR 'no'\r\n".b
  block = traps + [i & 0xff, i >> 8].pack("CC")
  (block * 4)[0, i % (4 * block.bytesize)]
end

# Listens instead of a server, keeps the lines that a client sends, and refuses the wrong token.
class Recorder
  attr_reader :lines

  def initialize(token)
    @token = token
    @listener = TCPServer.new("127.0.0.1", 0)
    @lines = []
    @thread = Thread.new { serve(@listener.accept) }
  end

  def port
    @listener.addr[1]
  end

  # The lines, once the client has gone.
  def finish
    @thread.join(PATIENCE)
    @listener.close
    @lines
  end

  private

  def serve(client)
    info = { server_id: "R", version: "2.15.2", proto: 1, headers: true, auth_required: true,
             max_payload: 1_048_576 }
    client.write("INFO #{info.to_json}\r\n")
    while (line = client.gets("\r\n", chomp: true))
      @lines << line
      next unless line == "PING"
      break refuse(client) unless @lines.first.include?("\"auth_token\":\"#{@token}\"")

      client.write("PONG\r\n")
    end
  rescue SystemCallError
    # A client that just goes away is welcome to.
  end

  def refuse(client)
    client.write("-ERR 'Authorization Violation'\r\n")
    client.close
  end
end

# The lines `> …` of each session in recorded.txt, by the name of the case.
def recorded_sessions(file)
  sessions = {}
  File.foreach(file, chomp: true) do |line|
    sessions[line.delete_prefix("== ")] = [] if line.start_with?("== ")
    sessions.values.last << line.delete_prefix("> ") if line.start_with?("> ")
  end
  sessions
end

# Checks that recorded.txt in `folder` holds what the client sends. `sessions` maps the names of
# cases to functions of a target.
def compare_with_recording(folder, sessions)
  recorded = recorded_sessions(File.join(folder, "recorded.txt"))
  check(recorded.keys == sessions.keys, "recorded are #{recorded.keys}")
  sessions.each do |name, session|
    recorder = Recorder.new(RECORDED_TOKEN)
    session.call(Target.new("127.0.0.1", recorder.port, RECORDED_TOKEN))
    lines = recorder.finish.map { |line| line.sub("ruby#{RUBY_VERSION}", RECORDED_RUBY) }
    check(lines == recorded[name], "#{name} sends #{lines}, recorded is #{recorded[name]}")
  end
end

# Runs `cases` (name to function of the target), prints a line each, and exits.
def run(client, cases)
  puts "client #{client}"
  target = Target.new(*ARGV)
  failed = cases.reject do |name, body|
    body.call(target)
    puts "ok #{name}"
    true
  rescue StandardError => e
    puts "FAIL #{name}: #{e.class} #{e.message.gsub(/\s+/, ' ')}"
    false
  end
  exit(failed.empty? ? 0 : 1)
end
