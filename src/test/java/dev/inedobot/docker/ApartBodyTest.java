package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.run.ContainerHost.Apart;
import dev.inedobot.upgrade.run.ContainerHost.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a container's configuration for a copy that is apart from it. */
class ApartBodyTest {
  private static final String CONTAINER =
      """
      {'Id':'0123456789abcdef','Name':'/proget','Image':'sha256:old',
       'Config':{'Hostname':'licensed','Env':['PROGET_ENCRYPTION_KEY=secret'],'Cmd':['run'],'Volumes':{'/srv/own':{}}},
       'HostConfig':{'NetworkMode':'front','Memory':1,'PidMode':'host','IpcMode':'host','UTSMode':'host',
         'Links':['/db:/proget/db'],'Binds':['all:/var/proget','/etc/keys:/keys:ro'],
         'Mounts':[{'Type':'tmpfs','Target':'/cache'},{'Type':'tmpfs','Target':'/var/proget/database/x'}],
         'Tmpfs':{'/scratch':'','/var/proget/database':''},
         'RestartPolicy':{'Name':'always'}},
       'Mounts':[
         {'Type':'volume','Name':'all','Destination':'/var/proget','Driver':'local','RW':true},
         {'Type':'volume','Name':'live','Destination':'/var/proget/database/','Driver':'local','RW':true},
         {'Type':'bind','Source':'/etc/keys','Destination':'/keys','RW':false},
         {'Type':'bind','Source':'/disk/','Destination':'/bound','RW':true},
         {'Type':'volume','Name':'own','Destination':'/srv/own','Driver':'other','RW':true}],
       'NetworkSettings':{'Networks':{'front':{'Aliases':['a']},'back':{}}}}
      """;

  private static ObjectNode json(String quoted) {
    return LiveEngine.json(quoted.replace('\'', '"'));
  }

  private static CreateBody apart(String... readable) {
    ObjectNode container = json(CONTAINER);
    Task task =
        new Task(
            "0123456789abcdef",
            "proget-prove",
            "sha256:old",
            List.of("/entry", "run"),
            new UpgradeId("k7m2qxp4"),
            "prove");
    CreateBody replacement =
        CreateBody.of(
            container,
            json("{'Config':{}}"),
            task.imageId(),
            task.upgrade().value(),
            "host",
            ApiVersion.parse("1.41"));
    return ApartBody.of(
        TaskBody.of(replacement, task),
        container,
        new Apart(List.of(readable), List.of("/var/proget/database")));
  }

  @Test
  void reachesNobody() {
    CreateBody made = apart();
    ObjectNode host = (ObjectNode) made.body().path("HostConfig");

    assertThat(host.path("NetworkMode").asText()).isEqualTo("none");
    assertThat(made.body().path("NetworkingConfig").path("EndpointsConfig")).isEmpty();
    assertThat(made.further()).isEmpty();
    assertThat(host.path("RestartPolicy").path("Name").asText()).isEqualTo("no");
    for (String shared : List.of("Links", "PidMode", "IpcMode", "UTSMode", "PortBindings")) {
      assertThat(host.has(shared)).as(shared).isFalse();
    }
  }

  @Test
  void keepsTheEnvironmentAndTheLimits() {
    ObjectNode body = apart().body();

    assertThat(body.path("Env").path(0).asText()).isEqualTo("PROGET_ENCRYPTION_KEY=secret");
    assertThat(body.path("Hostname").asText()).isEqualTo("licensed");
    assertThat(body.path("HostConfig").path("Memory").asInt()).isEqualTo(1);
    assertThat(body.path("HostConfig").path("OomScoreAdj").asInt()).isEqualTo(1000);
  }

  @Test
  void hasADatabaseOfItsOwnAndNoFilesUnasked() {
    ObjectNode body = apart("/nowhere").body();

    assertThat(body.path("HostConfig").has("Binds")).isFalse();
    assertThat(body.path("Volumes")).isEmpty();
    assertThat(body.path("HostConfig").path("Mounts"))
        .isEqualTo(
            json("{'a':[{'Type':'tmpfs','Target':'/cache'},{'Type':'volume','Target':'/var/proget/database'}]}")
                .path("a"));
    assertThat(body.path("HostConfig").path("Tmpfs")).isEqualTo(json("{'/scratch':''}"));
  }

  @Test
  void readsWhatItMayAndWritesNothing() {
    ObjectNode body =
        apart(
                "/var/proget/backups/x",
                "/var/proget/other",
                "/keys/key",
                "/bound/backups/x",
                "/srv/own/y")
            .body();

    assertThat(body.path("HostConfig").path("Mounts"))
        .isEqualTo(
            json("""
                    {'a':[{'Type':'tmpfs','Target':'/cache'},
                     {'Type':'volume','Target':'/var/proget','Source':'all','ReadOnly':true,
                      'VolumeOptions':{'NoCopy':true}},
                     {'Type':'bind','Target':'/keys','Source':'/etc/keys',
                      'BindOptions':{'NonRecursive':true},'ReadOnly':true},
                     {'Type':'bind','Target':'/bound/backups','Source':'/disk/backups',
                      'BindOptions':{'NonRecursive':true},'ReadOnly':true},
                     {'Type':'volume','Target':'/srv/own','Source':'own','ReadOnly':true,
                      'VolumeOptions':{'NoCopy':true,'DriverConfig':{'Name':'other'}}},
                     {'Type':'volume','Target':'/var/proget/database'}]}
                    """)
                .path("a"));
  }

  @Test
  void neverReadsTheLiveDatabase() {
    assertThat(apart("/var/proget/database/key").body().toString()).doesNotContain("live");
  }

  @Test
  void namesWhatACreatedOneHasOfTheOther() {
    ObjectNode body = apart("/keys/key").body();
    ObjectNode created =
        json(
            """
            {'Mounts':[
              {'Type':'bind','Source':'/etc/keys','Destination':'/keys','RW':true},
              {'Type':'volume','Name':'live','Destination':'/var/proget/database','RW':true},
              {'Type':'volume','Name':'new','Destination':'/declared','RW':true},
              {'Type':'bind','Source':'/','Destination':'/host','RW':false},
              {'Type':'tmpfs','Destination':'/cache','RW':true}],
             'NetworkSettings':{'Networks':{'none':{},'front':{}}}}
            """);

    assertThat(
            ApartDifferences.between(
                body.path("HostConfig").path("Mounts"), json(CONTAINER), created))
        .containsExactly(
            "the mount at /keys",
            "the mount at /var/proget/database",
            "the mount at /host",
            "the network front");
    assertThat(
            ApartDifferences.between(
                body.path("HostConfig").path("Mounts"), json(CONTAINER), json("{}")))
        .contains("the mount at /keys", "the mount at /var/proget/database");
  }
}
