package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found when an engine creates something else than it was asked for. */
class DifferencesTest {
  private static final String IMAGE =
      """
      {'Id':'sha256:new','Config':{'Env':['A=1'],'Cmd':['serve'],'WorkingDir':'/srv/','Tty':true,
        'Shell':['/bin/bash'],'OnBuild':['RUN x'],'ArgsEscaped':true,'Labels':{'i':'1'},
        'Volumes':{'/fresh/':{}}}}
      """;

  private static final String OLD =
      """
      {'Id':'0123456789abcdef','Name':'/proget','Image':'sha256:old',
       'Config':{'Env':['X=secret','A=0'],'Cmd':['old'],'Labels':{'team':'a'},'Hostname':'0123456789ab',
         'Healthcheck':{'Interval':5}},
       'HostConfig':{'NetworkMode':'front','Memory':1,'Tmpfs':{'/t':''},'Binds':['data:/data'],
         'PortBindings':{'9/tcp':null},
         'RestartPolicy':{'Name':'','MaximumRetryCount':0},'Links':['/db:/proget/sql'],'PidsLimit':-1},
       'Mounts':[{'Type':'volume','Name':'data','Destination':'/data','Driver':'local','RW':true}],
       'NetworkSettings':{'Networks':{'front':{'IPAMConfig':{'IPv4Address':'10.1.0.7'},
         'Aliases':['a','0123456789ab']}}}}
      """;

  /** What an engine makes of it when all is well. */
  private static final String CREATED =
      """
      {'Id':'fedcba9876543210','Name':'/proget-next','Image':'sha256:new',
       'Config':{'Env':['X=secret','A=1'],'Cmd':['serve'],'WorkingDir':'/srv','Image':'proget:2',
         'Labels':{'team':'a','i':'1','dev.inedobot.upgrade':'k7m2qxp4','dev.inedobot.role':'replacement'},
         'Hostname':'fedcba987654','Volumes':{'/fresh/':{}},'ExposedPorts':{},'Healthcheck':{'Interval':5}},
       'HostConfig':{'NetworkMode':'front','Memory':1,'Tmpfs':{'/t':''},'Binds':['data:/data:nocopy'],
         'RestartPolicy':{'Name':'no','MaximumRetryCount':0},'Links':['/db:/proget-next/sql'],
         'PidsLimit':null,'Runtime':'runc','IpcMode':'private'},
       'Mounts':[{'Type':'volume','Name':'data','Destination':'/data','Driver':'local','RW':true},
         {'Type':'volume','Name':'new','Destination':'/fresh','Driver':'local','RW':true}],
       'NetworkSettings':{'Networks':{'front':{'IPAMConfig':{'IPv4Address':'10.1.0.7'},
         'Aliases':['a','fedcba987654'],'DNSNames':['x']}}}}
      """;

  private static ObjectNode json(String quoted) {
    return LiveEngine.json(quoted.replace('\'', '"'));
  }

  private static List<String> differences(String created) {
    ObjectNode old = json(OLD);
    ObjectNode oldImage = json("{'Config':{'Env':['A=0'],'Cmd':['old']}}");
    CreateBody body =
        CreateBody.of(old, oldImage, "proget:2", "k7m2qxp4", "host", ApiVersion.OLDEST);
    return Differences.between(body, old, json(created), json(IMAGE));
  }

  @Test
  void whatTheNewImageAndTheEngineExplainIsNoDifference() {
    assertThat(differences(CREATED)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'sha256:new' | 'sha256:x' | Image",
        "'X=secret' | 'X=other' | Env.X",
        "'A=1' | 'A=0' | Env.A",
        "'X=secret','A=1' | 'A=1','X=secret' | Env (its order)",
        "'serve' | 'old' | Cmd",
        "'/srv' | '/' | WorkingDir",
        "'team':'a' | 'team':'b' | Labels.team",
        "'i':'1' | 'i':'0' | Labels.i",
        "'Interval':5 | 'Interval':6 | Healthcheck.Interval",
        "'ExposedPorts':{} | 'ExposedPorts':{'1/tcp':{}} | ExposedPorts.1/tcp",
        "'Image':'proget:2' | 'Tty':true | Tty",
        "'Memory':1 | 'Memory':2 | HostConfig.Memory",
        "'Tmpfs':{'/t':''} | 'Tmpfs':{} | HostConfig.Tmpfs",
        "nocopy | nocopy,ro | HostConfig.Binds",
        "'Name':'no' | 'Name':'always' | HostConfig.RestartPolicy",
        "/proget-next/sql | /proget-next/db | HostConfig.Links",
        "'NetworkMode':'front' | 'NetworkMode':'none' | HostConfig.NetworkMode",
        "'Name':'data' | 'Name':'other' | the mount at /data",
        "'Destination':'/fresh' | 'Destination':'/odd' | a mount at /odd",
        "10.1.0.7 | 10.1.0.8 | network front.IPAMConfig",
        "'Aliases':['a' | 'Aliases':['b' | network front.Aliases",
        "'Networks':{'front' | 'Networks':{'back' | networks ([back] instead of [front])"
      },
      quoteCharacter = '~')
  void eachOtherDifferenceIsNamed(String was, String is, String name) {
    assertThat(CREATED).contains(was);

    assertThat(differences(CREATED.replace(was, is))).containsExactly(name);
  }

  @Test
  void noSecretIsInWhatIsSaid() {
    assertThat(String.join(" ", differences(CREATED.replace("X=secret", "X=secret2"))))
        .doesNotContain("secret");
  }
}
