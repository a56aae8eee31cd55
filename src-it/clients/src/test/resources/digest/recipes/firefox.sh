# client: Firefox
# from: Debian firefox-esr
# version: firefox-esr --version | sed -n 's/^Mozilla Firefox \([0-9.a-z]*\).*/\1/p'
mkdir -p "$HOME/profile"
printf 'user_pref("network.http.phishy-userpass-length", 255);\nuser_pref("network.auth.confirmAuth.enabled", false);\nuser_pref("browser.shell.checkDefaultBrowser", false);\nuser_pref("datareporting.policy.dataSubmissionEnabled", false);\n' >"$HOME/profile/user.js"
timeout 200 firefox-esr --headless --no-remote --profile "$HOME/profile" --screenshot "$HOME/page.png" "$WITH_USER/page.html"
