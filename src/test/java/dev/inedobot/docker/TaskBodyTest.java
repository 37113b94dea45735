package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.run.ContainerHost.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a replacement's configuration when it is for a task. */
class TaskBodyTest {
  private static final String CONTAINER =
      """
      {'Id':'0123456789abcdef','Name':'/proget','Image':'sha256:old',
       'Config':{'Env':['X=secret'],'Hostname':'packages','Domainname':'example.test','User':'app',
         'MacAddress':'02:12:34:56:78:9a','Tty':true,'OpenStdin':true,'StdinOnce':true,
         'AttachStdin':true,'Cmd':['run'],'Entrypoint':['/entry'],'ExposedPorts':{'80/tcp':{}},
         'StopTimeout':17,'Healthcheck':{'Test':['CMD','x'],'Interval':5},
         'Labels':{'team':'a','com.docker.compose.service':'proget','com.docker.compose.project':'p',
           'com.docker.swarm.task':'t','com.centurylinklabs.watchtower.enable':'true'}},
       'HostConfig':{'NetworkMode':'front','Memory':1,'AutoRemove':true,'PublishAllPorts':true,
         'Binds':['data:/data'],'PortBindings':{'80/tcp':[{'HostPort':'8624'}]},
         'RestartPolicy':{'Name':'on-failure','MaximumRetryCount':3}},
       'Mounts':[{'Type':'volume','Name':'data','Destination':'/data','Driver':'local','RW':true},
         {'Type':'volume','Name':'anonymous','Destination':'/srv','Driver':'local','RW':true}],
       'NetworkSettings':{'Networks':{
         'front':{'IPAMConfig':{'IPv4Address':'10.1.0.7'},'Aliases':['a'],'Links':['db:sql'],
           'DriverOpts':{'a':'b'},'IPAddress':'10.1.0.7','MacAddress':'00:12:34:56:78:9a'},
         'back':{'IPAMConfig':{'IPv4Address':'10.2.0.7'},'Aliases':['b'],'IPAddress':'10.2.0.7'}}}}
      """;

  private static final Task TASK =
      new Task(
          "0123456789abcdef",
          "proget-upgradedb",
          "sha256:new",
          List.of("/usr/local/proget/service/proget", "upgradedb"),
          new UpgradeId("k7m2qxp4"),
          "upgradedb");

  private static ObjectNode json(String quoted) {
    return LiveEngine.json(quoted.replace('\'', '"'));
  }

  private static CreateBody task(String api) {
    return TaskBody.of(
        CreateBody.of(
            json(CONTAINER),
            json("{'Config':{'Labels':{'i':'1'}}}"),
            TASK.imageId(),
            TASK.upgrade().value(),
            "host",
            ApiVersion.parse(api)),
        TASK);
  }

  @Test
  void keepsWhatItNeedsToWorkOnTheSameData() {
    ObjectNode body = task("1.41").body();

    assertThat(body.path("Env")).isEqualTo(json("{'a':['X=secret']}").path("a"));
    assertThat(body.path("User").asText()).isEqualTo("app");
    assertThat(body.path("StopTimeout").asInt()).isEqualTo(17);
    assertThat(body.path("HostConfig").path("Memory").asInt()).isEqualTo(1);
    assertThat(body.path("HostConfig").path("NetworkMode").asText()).isEqualTo("front");
    assertThat(body.path("HostConfig").path("Binds").path(0).asText())
        .isEqualTo("data:/data:nocopy");
    assertThat(body.path("HostConfig").path("Mounts").path(0).path("Source").asText())
        .isEqualTo("anonymous");
  }

  @Test
  void isItsProgramAlone() {
    ObjectNode body = task("1.41").body();

    assertThat(body.path("Entrypoint"))
        .isEqualTo(json("{'a':['/usr/local/proget/service/proget']}").path("a"));
    assertThat(body.path("Cmd")).isEqualTo(json("{'a':['upgradedb']}").path("a"));
    assertThat(body.path("Healthcheck")).isEqualTo(json("{'Test':['NONE']}"));
    assertThat(body.path("HostConfig").path("RestartPolicy")).isEqualTo(json("{'Name':'no'}"));
    assertThat(body.path("HostConfig").path("AutoRemove").asBoolean()).isFalse();
  }

  @Test
  void nobodyTakesItForTheOtherOne() {
    ObjectNode body = task("1.41").body();

    assertThat(body.path("Labels"))
        .isEqualTo(json("{'dev.inedobot.upgrade':'k7m2qxp4','dev.inedobot.role':'upgradedb'}"));
    assertThat(body.path("HostConfig").has("PortBindings")).isFalse();
    assertThat(body.path("HostConfig").path("PublishAllPorts").asBoolean()).isFalse();
    for (String name :
        List.of(
            "Hostname",
            "Domainname",
            "MacAddress",
            "Tty",
            "OpenStdin",
            "StdinOnce",
            "AttachStdin")) {
      assertThat(body.has(name)).as(name).isFalse();
    }
  }

  @Test
  void isOnTheSameNetworksWithoutTheAddresses() {
    CreateBody one = task("1.41");
    CreateBody all = task("1.44");

    ObjectNode front = json("{'Links':['db:sql'],'DriverOpts':{'a':'b'}}");
    assertThat(one.body().path("NetworkingConfig").path("EndpointsConfig").path("front"))
        .isEqualTo(front);
    assertThat(one.further()).containsOnlyKeys("back").containsEntry("back", json("{}"));
    assertThat(all.body().path("NetworkingConfig").path("EndpointsConfig"))
        .isEqualTo(json("{}").<ObjectNode>set("back", json("{}")).set("front", front));
    assertThat(all.further()).isEmpty();
  }

  @Test
  void leavesTheReplacementAsItWas() {
    CreateBody replacement =
        CreateBody.of(
            json(CONTAINER), json("{'Config':{}}"), "x", "k7m2qxp4", "host", ApiVersion.OLDEST);
    String before = replacement.toString();

    TaskBody.of(replacement, TASK);

    assertThat(replacement.toString()).isEqualTo(before);
  }

  @Test
  void needsAProgram() {
    assertThatThrownBy(
            () ->
                new Task(
                    TASK.containerId(),
                    TASK.name(),
                    TASK.imageId(),
                    List.of(),
                    TASK.upgrade(),
                    TASK.role()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
