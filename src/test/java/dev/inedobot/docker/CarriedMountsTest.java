package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarriedMountsTest {
  private static ObjectNode json(String quoted) {
    return LiveEngine.json(quoted.replace('\'', '"'));
  }

  private static ObjectNode carried(String hostConfig, String mounts) {
    ObjectNode carried = json(hostConfig);
    JsonNode actual = json("{'Mounts':" + mounts + "}").path("Mounts");
    CarriedMounts.complete(carried, actual);
    return carried;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data:/data | data:/data:nocopy",
        "data:/data:ro | data:/data:ro,nocopy",
        "data:/data:ro,nocopy | data:/data:ro,nocopy",
        "/host:/data | /host:/data",
        "/host:/data:ro,rslave,z | /host:/data:ro,rslave,z"
      })
  void aNamedVolumeIsNotFilledAgain(String bind, String expected) {
    assertThat(carried("{'Binds':['" + bind + "']}", "[]").path("Binds").path(0).asText())
        .isEqualTo(expected);
  }

  @Test
  void aVolumeWithoutANameIsMountedByTheOneThatItGot() {
    ObjectNode carried =
        carried(
            "{'Binds':['/bound/'],'Mounts':[{'Type':'volume','Target':'/mount/'}]}",
            """
            [{'Type':'volume','Name':'b1','Destination':'/bound','Driver':'local','RW':true},
             {'Type':'volume','Name':'m1','Destination':'/mount','Driver':'local','RW':true},
             {'Type':'volume','Name':'i1','Destination':'/image','Driver':'local','RW':true}]
            """);

    assertThat(carried.path("Binds")).isEmpty();
    assertThat(carried.path("Mounts"))
        .containsExactly(
            json(
                "{'Type':'volume','Target':'/mount/','Source':'m1','VolumeOptions':{'NoCopy':true}}"),
            json(
                "{'Type':'volume','Target':'/bound','Source':'b1','VolumeOptions':{'NoCopy':true}}"),
            json(
                "{'Type':'volume','Target':'/image','Source':'i1','VolumeOptions':{'NoCopy':true}}"));
  }

  @Test
  void whatIsNamedTwiceIsMountedOnce() {
    ObjectNode carried =
        carried(
            "{'Binds':['data:/data/'],'Mounts':[{'Type':'volume','Source':'data','Target':'/data'}]}",
            "[{'Type':'volume','Name':'data','Destination':'/data','RW':true}]");

    assertThat(carried.path("Binds")).hasSize(1);
    assertThat(carried.path("Mounts")).isEmpty();
  }

  @Test
  void aTmpfsHidesTheVolumeThatTheImageDeclaresThere() {
    ObjectNode carried =
        carried(
            "{'Tmpfs':{'/scratch/':''},'Mounts':[{'Type':'tmpfs','Target':'/small'}]}",
            """
            [{'Type':'volume','Name':'v','Destination':'/scratch','RW':true},
             {'Type':'tmpfs','Destination':'/small','RW':true}]
            """);

    assertThat(carried.path("Mounts")).containsExactly(json("{'Type':'tmpfs','Target':'/small'}"));
  }

  @Test
  void whatCameByVolumesFromIsMountedAsItWas() {
    ObjectNode carried =
        carried(
            "{'VolumesFrom':['other:ro']}",
            """
            [{'Type':'volume','Name':'v','Destination':'/v','Driver':'nfs','RW':false},
             {'Type':'bind','Source':'/host','Destination':'/b','RW':false,'Propagation':'rslave'}]
            """);

    assertThat(carried.has("VolumesFrom")).isFalse();
    assertThat(carried.path("Mounts"))
        .containsExactly(
            json(
                """
                {'Type':'volume','Target':'/v','Source':'v','ReadOnly':true,
                 'VolumeOptions':{'NoCopy':true,'DriverConfig':{'Name':'nfs'}}}
                """),
            json(
                """
                {'Type':'bind','Target':'/b','Source':'/host','ReadOnly':true,
                 'BindOptions':{'Propagation':'rslave'}}
                """));
  }

  @Test
  void optionsOfAMountStayAsTheyAre() {
    String mount =
        """
        {'Type':'volume','Source':'v','Target':'/v','ReadOnly':true,'Consistency':'cached',
         'VolumeOptions':{'Subpath':'inner','Labels':{'a':'b'},'NoCopy':true,
           'DriverConfig':{'Name':'nfs','Options':{'o':'x'}}}}
        """;

    assertThat(carried("{'Mounts':[" + mount + "]}", "[]").path("Mounts"))
        .containsExactly(json(mount));
  }

  @Test
  void optionsForAnotherKindOfMountAreLeftOut() {
    assertThat(
            carried(
                    "{'Mounts':[{'Type':'tmpfs','Target':'/t','VolumeOptions':{},'TmpfsOptions':{'Mode':448}}]}",
                    "[]")
                .path("Mounts"))
        .containsExactly(json("{'Type':'tmpfs','Target':'/t','TmpfsOptions':{'Mode':448}}"));
  }

  @Test
  void aPartOfABorrowedVolumeIsSeen() {
    assertThat(
            Prerequisites.partOfAVolume(
                json(
                    "{'HostConfig':{'Mounts':[{'Target':'/a'},{'Target':'/b','VolumeOptions':{'Subpath':'x'}}]}}")))
        .contains("/b");
    assertThat(Prerequisites.partOfAVolume(json("{'HostConfig':{'Mounts':[{'Target':'/a'}]}}")))
        .isEmpty();
  }
}
