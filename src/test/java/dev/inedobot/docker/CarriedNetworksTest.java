package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks as engines of each kind show them. */
class CarriedNetworksTest {
  private static final ApiVersion ENGINE_20 = ApiVersion.parse("1.41");
  private static final ApiVersion ENGINE_25 = ApiVersion.parse("1.44");
  private static final ApiVersion ENGINE_27 = ApiVersion.parse("1.47");
  private static final ApiVersion ENGINE_28 = ApiVersion.parse("1.48");

  private static ObjectNode json(String quoted) {
    return LiveEngine.json(quoted.replace('\'', '"'));
  }

  /** On the networks front, its main one, and back; with these endpoints. */
  private static ObjectNode container(String front, String back) {
    return json(
        """
        {'Id':'0123456789abcdef','Config':{'Hostname':'packages'},
         'HostConfig':{'NetworkMode':'front'},
         'NetworkSettings':{'Networks':{'front':%s,'back':%s}}}
        """
            .formatted(front, back));
  }

  private static String mac(ObjectNode container, String network, ApiVersion api) {
    return endpoint(container, network, api).path("MacAddress").asText();
  }

  private static ObjectNode endpoint(ObjectNode container, String network, ApiVersion api) {
    return Objects.requireNonNull(CarriedNetworks.of(container, api).get(network), network);
  }

  @Test
  void carriesWhatWasConfiguredAndNothingThatWasAssigned() {
    ObjectNode container =
        container(
            """
            {'IPAMConfig':{'IPv4Address':'10.1.0.7','IPv6Address':'fd00::7','LinkLocalIPs':['169.254.7.7']},
             'Links':['db:sql'],'Aliases':['proget','0123456789ab','packages'],
             'DriverOpts':{'a':'b'},'GwPriority':7,'NetworkID':'n','EndpointID':'e','Gateway':'10.1.0.1',
             'IPAddress':'10.1.0.7','IPPrefixLen':24,'GlobalIPv6Address':'fd00::7',
             'MacAddress':'02:42:0a:01:00:07','DNSNames':['proget','0123456789ab']}
            """,
            "{'IPAMConfig':null,'Aliases':null,'IPAddress':'10.2.0.9','MacAddress':''}");

    assertThat(CarriedNetworks.of(container, ENGINE_20).get("front"))
        .isEqualTo(
            json(
                """
                {'IPAMConfig':{'IPv4Address':'10.1.0.7','IPv6Address':'fd00::7','LinkLocalIPs':['169.254.7.7']},
                 'Links':['db:sql'],'DriverOpts':{'a':'b'},'GwPriority':7,'Aliases':['proget']}
                """));
    assertThat(CarriedNetworks.of(container, ENGINE_20).get("back")).isEqualTo(json("{}"));
  }

  @ParameterizedTest
  @CsvSource({"1.41,''", "1.44,''", "1.45,packages", "1.48,packages"})
  void aliasesAreTheUsersOnlyWhereTheEngineAddsNone(String api, String expected) {
    ObjectNode container = container("{'Aliases':['packages','0123456789ab']}", "{}");

    String aliases =
        endpoint(container, "front", ApiVersion.parse(api)).path("Aliases").path(0).asText();

    assertThat(aliases).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "none", "container:other"})
  void whoHasNoNetworkOfItsOwnAsksForNone(String mode) {
    ObjectNode container = container("{}", "{}");
    container.withObject("/HostConfig").put("NetworkMode", mode);

    assertThat(CarriedNetworks.of(container, ENGINE_28)).isEmpty();
  }

  @Test
  void theMainNetworkIsFoundByItsId() {
    ObjectNode container = container("{'NetworkID':'abc123'}", "{'NetworkID':'def456'}");
    container.withObject("/HostConfig").put("NetworkMode", "def4");

    assertThat(CarriedNetworks.primary(container, CarriedNetworks.of(container, ENGINE_20)))
        .isEqualTo("back");
  }

  @Test
  void anOldEngineTakesTheMacAddressForTheContainer() {
    ObjectNode container = container("{'MacAddress':'02:11:22:33:44:55'}", "{}");
    container.withObject("/Config").put("MacAddress", "02:11:22:33:44:55");

    assertThat(mac(container, "front", ENGINE_20)).isEmpty();
    ObjectNode body =
        CreateBody.of(container, json("{}"), "proget:1", "k7m2qxp4", "host", ENGINE_20).body();
    assertThat(body.path("MacAddress").asText()).isEqualTo("02:11:22:33:44:55");
  }

  @Test
  void aNewEngineTakesItForTheMainNetwork() {
    ObjectNode container = container("{'MacAddress':'02:11:22:33:44:55'}", "{}");
    container.withObject("/Config").put("MacAddress", "02:11:22:33:44:55");

    ObjectNode body =
        CreateBody.of(container, json("{}"), "proget:1", "k7m2qxp4", "host", ENGINE_28).body();

    assertThat(body.has("MacAddress")).isFalse();
    assertThat(body.at("/NetworkingConfig/EndpointsConfig/front/MacAddress").asText())
        .isEqualTo("02:11:22:33:44:55");
    assertThat(body.at("/NetworkingConfig/EndpointsConfig")).hasSize(2);
  }

  @Test
  void anAssignedOneOnTheMainNetworkIsNotCarried() {
    ObjectNode container =
        container("{'IPAddress':'10.1.0.7','MacAddress':'3a:11:22:33:44:55'}", "{}");

    assertThat(mac(container, "front", ENGINE_25)).isEmpty();
    assertThat(mac(container, "front", ENGINE_28)).isEmpty();
  }

  @Test
  void earlyEngine25ShowsAnAssignedOneAsConfigured() {
    ObjectNode container =
        container("{'IPAddress':'10.1.0.7','MacAddress':'02:42:0a:01:00:07'}", "{}");
    container.withObject("/Config").put("MacAddress", "02:42:0A:01:00:07");

    assertThat(mac(container, "front", ENGINE_25)).isEmpty();
  }

  /** What a further network shows, and what is carried by an Engine up to 27 and from 28 on. */
  @ParameterizedTest
  @CsvSource({
    "10.2.0.9,02:42:0a:02:00:09,'',''",
    "10.2.0.9,02:42:0a:02:00:08,02:42:0a:02:00:08,''",
    "10.2.0.9,3a:11:22:33:44:55,3a:11:22:33:44:55,''",
    "10.2.0.9,00:11:22:33:44:55,00:11:22:33:44:55,00:11:22:33:44:55",
    "'',02:42:99:88:77:66,'',''",
    "'','','',''"
  })
  void onAFurtherNetworkTheFormDecides(String ip, String shown, String until27, String from28) {
    ObjectNode container =
        container("{}", "{'IPAddress':'%s','MacAddress':'%s'}".formatted(ip, shown));

    assertThat(mac(container, "back", ENGINE_27)).isEqualTo(until27);
    assertThat(mac(container, "back", ENGINE_28)).isEqualTo(from28);
  }
}
