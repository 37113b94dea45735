package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the user set, told from what the image gave; in single quotes for easy reading. */
class OwnSettingsTest {
  private static final String IMAGE =
      """
      {'User':'app','WorkingDir':'/srv/app/','StopSignal':'SIGINT','Env':['A=1','B=2'],
       'Entrypoint':['/run'],'Cmd':['serve'],'Labels':{'a':'1'},'ExposedPorts':{'80/tcp':{}},
       'Volumes':{'/data':{}},'Shell':['/bin/bash','-c'],'OnBuild':['RUN x'],'Tty':true,
       'Healthcheck':{'Test':['CMD','x'],'Interval':5,'Retries':3}}
      """;

  private static ObjectNode json(String quoted) {
    return LiveEngine.json(quoted.replace('\'', '"'));
  }

  private static ObjectNode created(String given, String image) {
    ObjectNode container = json("{}");
    container.set("Config", ImageDefaults.mergedInto(json(given), json(image)));
    return container;
  }

  private static ObjectNode own(String given) {
    return OwnSettings.of(created(given, IMAGE), json(IMAGE));
  }

  /** Whatever was given: what is found to be the user's gives the same container again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'Env':['A=1']}",
        "{'Env':['A=9','C=3','B']}",
        "{'Env':['A=9','A=1']}",
        "{'Entrypoint':['']}",
        "{'Entrypoint':[''],'Cmd':['/bin/sh']}",
        "{'Entrypoint':['/run']}",
        "{'Entrypoint':['/run'],'Cmd':['serve']}",
        "{'Entrypoint':['/other'],'Cmd':['serve']}",
        "{'Entrypoint':['/other']}",
        "{'Cmd':['other']}",
        "{'Labels':{'a':'9','b':''},'ExposedPorts':{'81/tcp':{}},'Volumes':{'/x':{}}}",
        "{'User':'root','WorkingDir':'/x/','StopSignal':'SIGTERM','StopTimeout':9}",
        "{'WorkingDir':'/srv/./app'}",
        "{'Healthcheck':{'Test':['NONE']}}",
        "{'Healthcheck':{'Interval':7}}",
        "{'Healthcheck':{'Test':['CMD','y'],'Timeout':9}}",
        "{'Shell':['/bin/sh'],'OnBuild':['RUN y'],'Tty':false,'Domainname':'d'}"
      })
  void whatIsCarriedGivesTheSameContainerFromTheSameImage(String given) {
    ObjectNode container = created(given, IMAGE);

    ObjectNode again =
        ImageDefaults.mergedInto(OwnSettings.of(container, json(IMAGE)), json(IMAGE));

    assertThat(ConfigDifferences.between(container.path("Config"), again)).isEmpty();
    assertThat(again.path("Env")).isEqualTo(container.path("Config").path("Env"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | {'Env':[],'Labels':{},'ExposedPorts':{},'Volumes':{}}",
        "{'Env':['A=1','B=9']} | {'Env':['B=9'],'Labels':{},'ExposedPorts':{},'Volumes':{}}",
        "{'Cmd':['x']} | {'Cmd':['x'],'Env':[],'Labels':{},'ExposedPorts':{},'Volumes':{}}",
      })
  void whatTheImageGaveIsLeftOut(String given, String expected) {
    assertThat(own(given)).isEqualTo(json(expected));
  }

  @Test
  void aVariableKeepsItsOrderAndItsLastWord() {
    assertThat(own("{'Env':['Z=1','A=9','A=1','B=2','C']}").path("Env").toString())
        .isEqualTo("[\"Z=1\",\"A=9\",\"A=1\",\"C\"]");
  }

  @Test
  void aGivenEntrypointKeepsTheCommandThatEqualsTheImages() {
    ObjectNode own = own("{'Entrypoint':['/other'],'Cmd':['serve']}");

    assertThat(own.path("Entrypoint").path(0).asText()).isEqualTo("/other");
    assertThat(own.path("Cmd").path(0).asText()).isEqualTo("serve");
  }

  @Test
  void anEntrypointThatWasTakenAwayIsAskedToBeAway() {
    assertThat(own("{'Entrypoint':[''],'Cmd':['/bin/sh']}").path("Entrypoint").toString())
        .isEqualTo("[\"\"]");
  }

  @Test
  void aHealthcheckIsTheUsersFieldByField() {
    assertThat(own("{'Healthcheck':{'Interval':7}}").path("Healthcheck").toString())
        .isEqualTo("{\"Interval\":7}");
    assertThat(own("{'Healthcheck':{'Test':['NONE']}}").path("Healthcheck").toString())
        .isEqualTo("{\"Test\":[\"NONE\"]}");
  }

  @Test
  void theEngineTakesNeitherShellNorBuildInstructionsFromTheImage() {
    assertThat(created("{}", IMAGE).path("Config").has("Shell")).isFalse();
    assertThat(created("{}", IMAGE).path("Config").has("OnBuild")).isFalse();
    assertThat(own("{'Shell':['/bin/bash','-c']}").path("Shell").path(0).asText())
        .isEqualTo("/bin/bash");
  }

  @Test
  void aPublishedPortIsTheUsers() {
    ObjectNode container = created("{}", IMAGE);
    container.withObject("/HostConfig/PortBindings").putArray("80/tcp").addObject();

    assertThat(OwnSettings.of(container, json(IMAGE)).path("ExposedPorts").has("80/tcp")).isTrue();
  }

  @Test
  void theLabelsOfAnEarlierUpgradeAreNotCarried() {
    assertThat(
            own("{'Labels':{'dev.inedobot.upgrade':'x','dev.inedobot.role':'y','mine':'z'}}")
                .path("Labels"))
        .isEqualTo(json("{'mine':'z'}"));
  }

  @ParameterizedTest
  @CsvSource({"/a/,/a", "/a//b/./c/../d,/a/b/d", "/,/", "a/b/,a/b", "/..,/"})
  void cleansPathsAsTheEngineDoes(String path, String clean) {
    assertThat(ContainerPath.clean(path)).isEqualTo(clean);
    assertThat(ContainerPath.clean("")).isEmpty();
  }
}
