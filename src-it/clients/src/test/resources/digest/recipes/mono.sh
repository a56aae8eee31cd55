# client: Mono HttpWebRequest
# from: Debian mono-mcs
# version: mono --version | sed -n 's/.*compiler version \([0-9.]*\).*/\1/p'
if [ ! -e "$WORK/mono.exe" ]; then
  cat >mono.cs <<'C'
using System; using System.IO; using System.Net;
class Program {
  static void Main(string[] v) {
    foreach (string step in new[] {"a", "b", "c"}) {
      try {
        var r = (HttpWebRequest) WebRequest.Create(v[0] + "/" + step);
        r.Credentials = new CredentialCache {{new Uri(v[0]), "Digest", new NetworkCredential(v[1], v[2])}};
        if (step == "c") {
          r.Method = "POST";
          using (var o = r.GetRequestStream()) o.Write(new byte[] {120, 61, 49}, 0, 3);
        }
        using (var a = (HttpWebResponse) r.GetResponse()) Console.WriteLine(a.StatusCode);
      } catch (Exception e) { Console.WriteLine(e.Message); }
    }
  }
}
C
  mcs -out:mono.new mono.cs && mv mono.new "$WORK/mono.exe"
fi
timeout 120 mono "$WORK/mono.exe" "$1" "$2" "$3"
