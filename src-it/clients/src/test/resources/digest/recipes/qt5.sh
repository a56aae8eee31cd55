# client: Qt 5 QNetworkAccessManager
# from: Debian qtbase5-dev
# version: pkg-config --modversion Qt5Network
if [ ! -x "$WORK/qt5" ]; then
  cat >qt.cpp <<'C'
#include <QtNetwork>
int main(int n, char **v) {
  QCoreApplication app(n, v);
  QNetworkAccessManager m;
  QString base = v[1];
  int auths = 0;
  QObject::connect(&m, &QNetworkAccessManager::authenticationRequired, [&](QNetworkReply *, QAuthenticator *a) {
    if (++auths > 6) return;
    a->setUser(v[2]);
    a->setPassword(v[3]);
  });
  for (QString step : {"a", "b", "c"}) {
    QNetworkRequest r(QUrl(base + "/" + step));
    r.setHeader(QNetworkRequest::ContentTypeHeader, "text/plain");
    QNetworkReply *reply = step == "c" ? m.post(r, QByteArray("x=1")) : m.get(r);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
  }
}
C
  g++ -fPIC -o qt5.new qt.cpp $(pkg-config --cflags --libs Qt5Network Qt5Core) && mv qt5.new "$WORK/qt5"
fi
"$WORK/qt5" "$1" "$2" "$3"
