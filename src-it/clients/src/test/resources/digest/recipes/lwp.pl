# client: Perl LWP
# from: Debian libwww-perl
# version: perl -MLWP -e 'print $LWP::VERSION'
use strict;
use LWP::UserAgent;
my ($base, $user, $password) = @ARGV;
package Agent { our @ISA = ('LWP::UserAgent'); sub get_basic_credentials { return ($user, $password) } }
my $agent = Agent->new;
$agent->get("$base/a");
$agent->get("$base/b");
$agent->post("$base/c", {x => 1});
