# client: POCO HTTPCredentials
# from: Debian libpoco-dev
# version: dpkg-query -W -f '${Version}' libpoco-dev
if [ ! -x "$WORK/poco" ]; then
  cat >poco.cpp <<'C'
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPCredentials.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/NullStream.h>
#include <Poco/StreamCopier.h>
#include <Poco/URI.h>
using namespace Poco::Net;
int main(int, char **v) {
  Poco::URI uri(v[1]);
  HTTPClientSession session(uri.getHost(), uri.getPort());
  HTTPCredentials credentials(v[2], v[3]);
  for (std::string step : {"a", "b", "c"}) {
    HTTPRequest request(step == "c" ? "POST" : "GET", uri.getPath() + "/" + step, HTTPMessage::HTTP_1_1);
    for (int i = 0; i < 2; i++) {
      HTTPResponse response;
      if (step == "c") request.setContentLength(3);
      std::ostream &out = session.sendRequest(request);
      if (step == "c") out << "x=1";
      Poco::NullOutputStream null;
      Poco::StreamCopier::copyStream(session.receiveResponse(response), null);
      if (response.getStatus() != 401) break;
      credentials.authenticate(request, response);
    }
  }
}
C
  g++ -o poco.new poco.cpp -lPocoNet -lPocoFoundation && mv poco.new "$WORK/poco"
fi
"$WORK/poco" "$1" "$2" "$3"
