# client: Ruby net-http-digest_auth
# from: Debian ruby-net-http-digest-auth
# version: ruby -rnet/http/digest_auth -e 'print Net::HTTP::DigestAuth::VERSION'
require "net/http"
require "net/http/digest_auth"
base, user, password = ARGV
digest = Net::HTTP::DigestAuth.new
%w[a b c].each do |step|
  uri = URI.parse(base + "/" + step)
  uri.user = user
  uri.password = password
  http = Net::HTTP.new(uri.host, uri.port)
  make = lambda do
    step == "c" ? Net::HTTP::Post.new(uri.request_uri).tap { |r| r.body = "x=1" } : Net::HTTP::Get.new(uri.request_uri)
  end
  response = http.request(make.call)
  request = make.call
  request.add_field("Authorization", digest.auth_header(uri, response["www-authenticate"], request.method))
  http.request(request)
end
