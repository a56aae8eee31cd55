package dev.parley.negotiate.kerberos.message;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.http.MalformedTokenException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Fuzzing: a message of Kerberos is read or refused, and nothing else happens")
class KerberosMessageFuzzTest {

  @FuzzTest(maxDuration = "20s")
  @DisplayName("a token of GSS-API and the AP-REQ in it: what is read is written alike")
  void apReq(FuzzedDataProvider data) {
    try {
      GssToken token = GssToken.parse(data.consumeRemainingAsBytes());
      ApReq request = ApReq.parse(token.message());
      ApReq again = ApReq.parse(request.encode());
      require(again.ticket().sname().equals(request.ticket().sname()));
      require(again.ticket().realm().equals(request.ticket().realm()));
      require(
          Arrays.compare(again.authenticator().cipher(), request.authenticator().cipher()) == 0);
    } catch (MalformedTokenException expected) {
      // the one exception there is
    }
  }

  @FuzzTest(maxDuration = "20s")
  @DisplayName("the encrypted part of a ticket")
  void encTicketPart(FuzzedDataProvider data) {
    try {
      EncTicketPart part = EncTicketPart.parse(data.consumeRemainingAsBytes());
      require(part.caddr().stream().noneMatch(each -> each.toInetAddress() == null));
      require(AuthorizationData.flatten(part.authorizationData()) != null);
      require(part.key().toKerberosKey() != null);
    } catch (MalformedTokenException expected) {
      // the one exception there is
    }
  }

  @FuzzTest(maxDuration = "20s")
  @DisplayName("the authenticator and its checksum")
  void authenticator(FuzzedDataProvider data) {
    try {
      Authenticator read = Authenticator.parse(data.consumeRemainingAsBytes());
      if (read.cksum() != null) {
        GssChecksum checksum = GssChecksum.parse(read.cksum().checksum());
        require((checksum.krbCred() != null) == checksum.has(GssChecksum.DELEG));
      }
    } catch (MalformedTokenException expected) {
      // the one exception there is
    }
  }

  @FuzzTest(maxDuration = "20s")
  @DisplayName("forwarded credentials, both parts")
  void krbCred(FuzzedDataProvider data) {
    byte[] octets = data.consumeRemainingAsBytes();
    try {
      KrbCred.parse(octets);
    } catch (MalformedTokenException expected) {
      // the one exception there is
    }
    try {
      EncKrbCredPart part = EncKrbCredPart.parse(octets);
      part.ticketInfo().forEach(each -> each.key().destroy());
    } catch (MalformedTokenException expected) {
      // the one exception there is
    }
  }

  @FuzzTest(maxDuration = "20s")
  @DisplayName("the realms on the way: a bounded list of names")
  void transitedRealms(FuzzedDataProvider data) {
    EncTicketPart.TransitedEncoding way =
        new EncTicketPart.TransitedEncoding(1, data.consumeRemainingAsBytes());
    for (String server : List.of("CS.WASHINGTON.EDU", "/COM/HP/APOLLO")) {
      try {
        List<String> realms = TransitedRealms.of(way, "ATHENA.MIT.EDU", server);
        require(realms.size() <= 64);
        require(realms.stream().allMatch(each -> !each.isEmpty() && each.length() <= 255));
        require(!realms.contains(server));
      } catch (MalformedTokenException expected) {
        // the one exception there is
      }
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("a property of the message does not hold");
    }
  }
}
