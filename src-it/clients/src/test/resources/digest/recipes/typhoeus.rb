# client: Ruby Typhoeus
# from: Debian ruby-typhoeus
# version: ruby -rtyphoeus -e 'print Typhoeus::VERSION'
require "typhoeus"
base, user, password = ARGV
auth = {httpauth: :digest, userpwd: user + ":" + password}
Typhoeus.get(base + "/a", **auth)
Typhoeus.get(base + "/b", **auth)
Typhoeus.post(base + "/c", body: "x=1", **auth)
