# client: Mono HttpWebRequest
# from: Debian mono-mcs
# mechanism: NTLM
# note: sends NTLM's first version by default, which is refused
# version: mono --version | sed -n 's/.*compiler version \([0-9.]*\).*/\1/p'
if [ ! -e "$WORK/mono-ntlm.exe" ]; then
  cat >mono-ntlm.cs <<'C'
using System; using System.IO; using System.Net;
class Program {
  static void Main(string[] v) {
    byte[] body = File.ReadAllBytes(Environment.GetEnvironmentVariable("BODY"));
    foreach (string step in new[] {"a", "b", "c"}) {
      try {
        var r = (HttpWebRequest) WebRequest.Create(v[0] + "/" + step);
        r.Credentials = new CredentialCache {{new Uri(v[0]), "NTLM", new NetworkCredential(v[1], v[2])}};
        if (step == "c") {
          r.Method = "POST";
          using (var o = r.GetRequestStream()) o.Write(body, 0, body.Length);
        }
        using (var a = (HttpWebResponse) r.GetResponse()) Console.WriteLine(a.StatusCode);
      } catch (Exception e) { Console.WriteLine(e.Message); }
    }
  }
}
C
  mcs -out:mono-ntlm.new mono-ntlm.cs && mv mono-ntlm.new "$WORK/mono-ntlm.exe"
fi
timeout 120 mono "$WORK/mono-ntlm.exe" "$1" "$2" "$3"
