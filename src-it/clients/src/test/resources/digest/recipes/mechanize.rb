# client: Ruby Mechanize
# from: Debian ruby-mechanize
# version: ruby -rmechanize -e 'print Mechanize::VERSION'
require "mechanize"
base, user, password = ARGV
agent = Mechanize.new
agent.add_auth(base, user, password)
agent.get(base + "/a")
agent.get(base + "/b")
agent.post(base + "/c", {"x" => "1"})
