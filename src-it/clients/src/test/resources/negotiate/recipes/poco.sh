# client: POCO HTTPCredentials
# from: Debian libpoco-dev
# mechanism: NTLM
# below: without-digest
# note: ends with an exception at a bare NTLM challenge, with which every server begins
# version: dpkg-query -W -f '${Version}' libpoco-dev
if [ ! -x "$WORK/poco-ntlm" ]; then
  cat >poco-ntlm.cpp <<'C'
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPCredentials.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/NullStream.h>
#include <Poco/StreamCopier.h>
#include <Poco/URI.h>
#include <fstream>
using namespace Poco::Net;
int main(int, char **v) {
  Poco::URI uri(v[1]);
  HTTPClientSession session(uri.getHost(), uri.getPort());
  HTTPCredentials credentials(v[2], v[3]);
  std::ifstream file(getenv("BODY"));
  std::string body((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  for (std::string step : {"a", "b", "c"}) {
    HTTPRequest request(step == "c" ? "POST" : "GET", uri.getPath() + "/" + step, HTTPMessage::HTTP_1_1);
    for (int i = 0; i < 3; i++) {
      HTTPResponse response;
      if (step == "c") request.setContentLength(body.size());
      std::ostream &out = session.sendRequest(request);
      if (step == "c") out << body;
      Poco::NullOutputStream null;
      Poco::StreamCopier::copyStream(session.receiveResponse(response), null);
      if (response.getStatus() != 401) break;
      credentials.authenticate(request, response);
    }
  }
}
C
  g++ -o poco-ntlm.new poco-ntlm.cpp -lPocoNet -lPocoFoundation && mv poco-ntlm.new "$WORK/poco-ntlm"
fi
"$WORK/poco-ntlm" "$1" "$2" "$3"
