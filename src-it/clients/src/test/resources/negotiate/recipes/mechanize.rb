# client: Ruby Mechanize
# from: Debian ruby-mechanize
# mechanism: NTLM
# version: ruby -rmechanize -e 'print Mechanize::VERSION'
require "mechanize"
base, user, password = ARGV
agent = Mechanize.new
agent.add_auth(base, user, password, nil, "")
agent.get(base + "/a")
agent.get(base + "/b")
agent.post(base + "/c", File.binread(ENV["BODY"]))
