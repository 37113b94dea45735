package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.plan.CarryOver;
import dev.inedobot.upgrade.plan.CarryOver.Option;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each setting of the engine's API, and how {@code docker create} is told. */
final class InventoryTest {
  private static final ObjectNode NOTHING = LiveEngine.json("{\"Config\":{}}");

  private static CarryOver of(String body) {
    return Inventory.of(
        new CreateBody(LiveEngine.json(body), Map.of()), LiveEngine.json("{}"), NOTHING);
  }

  private static String words(List<Option> options) {
    return options.stream()
        .map(
            option -> option.value() == null ? option.flag() : option.flag() + " " + option.value())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "Annotations": {"a.b": "c"}                              | --annotation a.b=c
          "AutoRemove": true                                       | --rm
          "Binds": ["data:/d:ro", "/srv:/s:rshared"]               | --volume data:/d:ro --volume /srv:/s:rshared
          "BlkioDeviceReadBps": [{"Path":"/dev/sda","Rate":1024}]  | --device-read-bps /dev/sda:1024
          "BlkioDeviceReadIOps": [{"Path":"/dev/sda","Rate":9}]    | --device-read-iops /dev/sda:9
          "BlkioDeviceWriteBps": [{"Path":"/dev/sda","Rate":8}]    | --device-write-bps /dev/sda:8
          "BlkioDeviceWriteIOps": [{"Path":"/dev/sda","Rate":7}]   | --device-write-iops /dev/sda:7
          "BlkioWeight": 300                                       | --blkio-weight 300
          "BlkioWeightDevice": [{"Path":"/dev/sda","Weight":200}]  | --blkio-weight-device /dev/sda:200
          "CapAdd": ["NET_ADMIN", "SYS_TIME"]                      | --cap-add NET_ADMIN --cap-add SYS_TIME
          "CapDrop": ["MKNOD"]                                     | --cap-drop MKNOD
          "CgroupParent": "/inedo"                                 | --cgroup-parent /inedo
          "CgroupnsMode": "private"                                | --cgroupns private
          "CpuCount": 2                                            | --cpu-count 2
          "CpuPercent": 20                                         | --cpu-percent 20
          "CpuPeriod": 100000                                      | --cpu-period 100000
          "CpuQuota": 50000                                        | --cpu-quota 50000
          "CpuRealtimePeriod": 1000000                             | --cpu-rt-period 1000000
          "CpuRealtimeRuntime": 950000                             | --cpu-rt-runtime 950000
          "CpuShares": 512                                         | --cpu-shares 512
          "CpusetCpus": "0-1"                                      | --cpuset-cpus 0-1
          "CpusetMems": "0"                                        | --cpuset-mems 0
          "DeviceCgroupRules": ["c 1:3 mr"]                        | --device-cgroup-rule c 1:3 mr
          "Devices": [{"PathOnHost":"/dev/null","PathInContainer":"/dev/none","CgroupPermissions":"rw"}] | --device /dev/null:/dev/none:rw
          "DeviceRequests": [{"Count":-1,"Capabilities":[["gpu"]]}] | --gpus count=all
          "DeviceRequests": [{"Count":2,"Driver":"nvidia","Capabilities":[["gpu","utility"]]}] | --gpus count=2,driver=nvidia,capabilities=utility
          "DeviceRequests": [{"DeviceIDs":["0","1"],"Capabilities":[["gpu"]]}] | --gpus "device=0,1"
          "DeviceRequests": [{"Driver":"cdi","DeviceIDs":["vendor.example/gpu=0"]}] | --device vendor.example/gpu=0
          "Dns": ["10.0.0.53", "10.0.0.54"]                        | --dns 10.0.0.53 --dns 10.0.0.54
          "DnsOptions": ["ndots:2"]                                | --dns-option ndots:2
          "DnsSearch": ["example.test"]                            | --dns-search example.test
          "ExtraHosts": ["sql:10.0.0.9"]                           | --add-host sql:10.0.0.9
          "GroupAdd": ["7"]                                        | --group-add 7
          "IOMaximumBandwidth": 1000                               | --io-maxbandwidth 1000
          "IOMaximumIOps": 100                                     | --io-maxiops 100
          "Init": true                                             | --init
          "IpcMode": "shareable"                                   | --ipc shareable
          "Isolation": "process"                                   | --isolation process
          "KernelMemory": 4194304                                  | --kernel-memory 4194304
          "Links": ["db:db"]                                       | --link db:db
          "LogConfig": {"Type":"json-file","Config":{"max-size":"1m"}} | --log-driver json-file --log-opt max-size=1m
          "Memory": 268435456                                      | --memory 268435456
          "MemoryReservation": 1048576                             | --memory-reservation 1048576
          "MemorySwap": -1                                         | --memory-swap -1
          "MemorySwappiness": 10                                   | --memory-swappiness 10
          "NanoCpus": 500000000                                    | --cpus 0.5
          "NanoCpus": 2000000000                                   | --cpus 2
          "OomKillDisable": true                                   | --oom-kill-disable
          "OomScoreAdj": -500                                      | --oom-score-adj -500
          "PidMode": "host"                                        | --pid host
          "PidsLimit": 500                                         | --pids-limit 500
          "PortBindings": {"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8624"},{"HostIp":"","HostPort":"80"}]} | --publish 127.0.0.1:8624:80/tcp --publish 80:80/tcp
          "PortBindings": {"80/tcp":[{"HostIp":"","HostPort":""}],"53/udp":[{"HostIp":"::1","HostPort":"53"}]} | --publish 80/tcp --publish [::1]:53:53/udp
          "PortBindings": {"80/tcp":[{"HostIp":"127.0.0.1","HostPort":""}]} | --publish 127.0.0.1::80/tcp
          "Privileged": true                                       | --privileged
          "PublishAllPorts": true                                  | --publish-all
          "ReadonlyRootfs": true                                   | --read-only
          "RestartPolicy": {"Name":"on-failure","MaximumRetryCount":3} | --restart on-failure:3
          "RestartPolicy": {"Name":"always","MaximumRetryCount":0} | --restart always
          "Runtime": "runc"                                        | --runtime runc
          "SecurityOpt": ["no-new-privileges", "seccomp=unconfined"] | --security-opt no-new-privileges --security-opt seccomp=unconfined
          "MaskedPaths": [], "ReadonlyPaths": []                   | --security-opt systempaths=unconfined
          "ShmSize": 134217728                                     | --shm-size 134217728
          "StorageOpt": {"size": "20G"}                            | --storage-opt size=20G
          "Sysctls": {"net.core.somaxconn": "1024"}                | --sysctl net.core.somaxconn=1024
          "Tmpfs": {"/run": "size=1m", "/tmp": ""}                 | --tmpfs /run:size=1m --tmpfs /tmp
          "Tmpfs": {"/tmp": ""}                                    | --tmpfs /tmp
          "LogConfig": {"Type":"","Config":{}}                     | ''
          "RestartPolicy": {"Name":"","MaximumRetryCount":0}       | ''
          "UTSMode": "host"                                        | --uts host
          "Ulimits": [{"Name":"nofile","Soft":1024,"Hard":2048}]   | --ulimit nofile=1024:2048
          "UsernsMode": "host"                                     | --userns host
          "VolumeDriver": "local"                                  | --volume-driver local
          "VolumesFrom": ["other:ro"]                              | --volumes-from other:ro
          "Mounts": [{"Type":"volume","Source":"v","Target":"/v","ReadOnly":true,"VolumeOptions":{"NoCopy":true,"Subpath":"a"}}] | --mount type=volume,source=v,target=/v,readonly,volume-nocopy,volume-subpath=a
          "Mounts": [{"Type":"volume","Source":"v","Target":"/v","VolumeOptions":{"DriverConfig":{"Name":"local","Options":{"o":"addr=1.2.3.4,rw"}},"Labels":{"a":"b"}}}] | --mount type=volume,source=v,target=/v,volume-driver=local,"volume-opt=o=addr=1.2.3.4,rw",volume-label=a=b
          "Mounts": [{"Type":"bind","Source":"/a, b","Target":"/b","BindOptions":{"Propagation":"rslave","NonRecursive":true}}] | --mount type=bind,"source=/a, b",target=/b,bind-propagation=rslave,bind-recursive=disabled
          "Mounts": [{"Type":"tmpfs","Target":"/t","TmpfsOptions":{"SizeBytes":1048576,"Mode":1023}}] | --mount type=tmpfs,target=/t,tmpfs-size=1048576,tmpfs-mode=1777
          "Mounts": [{"Type":"image","Source":"i:1","Target":"/i","ImageOptions":{"Subpath":"s"}}] | --mount type=image,source=i:1,target=/i,image-subpath=s
          "NetworkMode": "host"                                    | --network host
          "NetworkMode": "default"                                 | ''
          "ConsoleSize": [24, 80]                                  | ''
          "MaskedPaths": ["/proc/acpi", "/proc/kcore"]             | ''
          "Memory": 0, "Init": null, "CapAdd": [], "Ulimits": null | ''
          """)
  void saysEachHostSetting(String hostConfig, String expected) {
    CarryOver carry = of("{\"HostConfig\":{" + hostConfig + "}}");

    assertThat(words(carry.options())).isEqualTo(expected);
    assertThat(carry.inexpressible()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "Domainname": "example.test"          | --domainname example.test
          "Hostname": "packages"                | --hostname packages
          "User": "1000:1000"                   | --user 1000:1000
          "Tty": true                           | --tty
          "OpenStdin": true, "StdinOnce": true  | --interactive
          "WorkingDir": "/srv"                  | --workdir /srv
          "StopSignal": "SIGINT"                | --stop-signal SIGINT
          "StopTimeout": 17                     | --stop-timeout 17
          "MacAddress": "02:42:ac:11:00:02"     | --mac-address 02:42:ac:11:00:02
          "ExposedPorts": {"8080/tcp": {}}      | --expose 8080/tcp
          "Volumes": {"/srv/anonymous": {}}     | --volume /srv/anonymous
          "Labels": {"team": "packages"}        | --label team=packages
          "Labels": {"dev.inedobot.upgrade": "k7m2qxp4", "dev.inedobot.role": "replacement"} | ''
          "Env": ["TZ=Europe/Berlin", "EMPTY="] | --env TZ=Europe/Berlin --env EMPTY=
          "Healthcheck": {"Test":["NONE"]}      | --no-healthcheck
          "Healthcheck": {"Test":["CMD-SHELL","curl -f x"],"Interval":5000000000,"Timeout":1500000000,"StartPeriod":60000000000,"StartInterval":1000000000,"Retries":3} | --health-cmd curl -f x --health-interval 5s --health-timeout 1500000000ns --health-start-period 60s --health-start-interval 1s --health-retries 3
          "Entrypoint": ["/bin/sh", "-c", "x"]  | --entrypoint /bin/sh
          "AttachStdout": true, "Image": "x"    | ''
          """)
  void saysEachOtherSetting(String config, String expected) {
    CarryOver carry = of("{" + config + "}");

    assertThat(words(carry.options())).isEqualTo(expected);
    assertThat(carry.inexpressible()).isEmpty();
  }

  @Test
  void putsTheRestOfAnEntrypointBeforeTheCommand() {
    CarryOver carry = of("{\"Entrypoint\":[\"sh\",\"-c\"],\"Cmd\":[\"a b\",\"c\"]}");

    assertThat(words(carry.options())).isEqualTo("--entrypoint sh");
    assertThat(carry.arguments()).containsExactly("-c", "a b", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"HostConfig":{"SomethingNew": 1}}                                      | HostConfig.SomethingNew
          {"HostConfig":{"Cgroup": "x"}}                                          | HostConfig.Cgroup
          {"HostConfig":{"KernelMemoryTCP": 1024}}                                | HostConfig.KernelMemoryTCP
          {"HostConfig":{"MaskedPaths": ["/only/this"]}}                          | HostConfig.MaskedPaths
          {"HostConfig":{"ReadonlyPaths": ["/only/this"]}}                        | HostConfig.ReadonlyPaths
          {"HostConfig":{"SecurityOpt": ["seccomp={\\"defaultAction\\":1}"]}}     | HostConfig.SecurityOpt.seccomp
          {"HostConfig":{"PortBindings": {"80/tcp": []}, "Memory": 0}}            | HostConfig.PortBindings.80/tcp
          {"HostConfig":{"DeviceRequests": [{"Capabilities":[["tpu"]]}]}}         | HostConfig.DeviceRequests
          {"HostConfig":{"Mounts": [{"Type":"bind","Target":"/b","BindOptions":{"CreateMountpoint":true}}]}} | HostConfig.Mounts./b.BindOptions.CreateMountpoint
          {"HostConfig":{"Mounts": [{"Type":"cluster","Target":"/b","ClusterOptions":{"a":1}}]}} | HostConfig.Mounts./b.ClusterOptions
          {"Healthcheck":{"Test":["CMD","true"]}}                                 | Config.Healthcheck.Test
          {"NetworkDisabled": true}                                               | Config.NetworkDisabled
          {"Shell": ["/bin/bash"]}                                                | Config.Shell
          {"OpenStdin": true}                                                     | Config.StdinOnce
          {"Env": ["FROM_NOWHERE"]}                                               | Env.FROM_NOWHERE
          {"NetworkingConfig":{"EndpointsConfig":{"n":{"New":"x"}}}}              | Networks.n.New
          """)
  void namesWhatHasNoOption(String body, String setting) {
    assertThat(of(body).inexpressible()).containsExactly(setting);
  }

  @Test
  void saysTheNetworksWithTheirAddresses() {
    ObjectNode body =
        LiveEngine.json(
            """
            {"HostConfig":{"NetworkMode":"front"},"NetworkingConfig":{"EndpointsConfig":{"front":{
              "IPAMConfig":{"IPv4Address":"10.1.0.7","IPv6Address":"fd00::7","LinkLocalIPs":["169.254.1.1"]},
              "Aliases":["packages"],"DriverOpts":{"a":"b"},"GwPriority":5,"MacAddress":"02:42:0a:01:00:07"}}}}
            """);
    ObjectNode back =
        LiveEngine.json(
            """
            {"IPAMConfig":{"IPv4Address":"10.2.0.7"},"Aliases":["behind"],"Links":["db:sql"],
             "DriverOpts":{"c":"d"},"GwPriority":1,"MacAddress":"02:42:0a:02:00:07"}
            """);

    CarryOver carry =
        Inventory.of(new CreateBody(body, Map.of("back", back)), LiveEngine.json("{}"), NOTHING);

    assertThat(words(carry.options()))
        .isEqualTo(
            "--network name=front,driver-opt=a=b,gw-priority=5 --ip 10.1.0.7 --ip6 fd00::7"
                + " --link-local-ip 169.254.1.1 --network-alias packages --mac-address 02:42:0a:01:00:07");
    assertThat(carry.connections())
        .singleElement()
        .satisfies(
            connection -> {
              assertThat(connection.network()).isEqualTo("back");
              assertThat(words(connection.options()))
                  .isEqualTo(
                      "--ip 10.2.0.7 --alias behind --link db:sql --driver-opt c=d --gw-priority 1");
            });
    assertThat(carry.inexpressible()).containsExactly("Networks.back.MacAddress");
    assertThat(carry.carried()).containsExactly("Networks.back", "Networks.front");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Env\":[\"MY_PASSWORD=hunter2\"]}",
        "{\"Env\":[\"HARMLESS=Server=x;Password=hunter2\"]}",
        "{\"Env\":[\"odd.password=hunter2\"]}",
        "{\"Env\":[\"MULTI_KEY=a\\nhunter2\"]}",
        "{\"Labels\":{\"deploy.token\":\"hunter2\"}}",
        "{\"Labels\":{\"note\":\"password=hunter2\"}}",
        "{\"Cmd\":[\"serve\",\"--password\",\"hunter2\"]}",
        "{\"Cmd\":[\"serve\",\"--password=hunter2\"]}",
        "{\"Entrypoint\":[\"serve\",\"--api-key\",\"hunter2\"]}",
        "{\"Healthcheck\":{\"Test\":[\"CMD-SHELL\",\"curl https://u:hunter2@x\"]}}",
        "{\"HostConfig\":{\"LogConfig\":{\"Type\":\"splunk\",\"Config\":{\"splunk-token\":\"hunter2\"}}}}",
        "{\"HostConfig\":{\"Annotations\":{\"secret\":\"hunter2\"}}}",
        "{\"HostConfig\":{\"StorageOpt\":{\"key\":\"hunter2\"}}}",
        "{\"HostConfig\":{\"Mounts\":[{\"Type\":\"volume\",\"Target\":\"/v\",\"VolumeOptions\":{\"DriverConfig\":{\"Options\":{\"o\":\"username=u,password=hunter2\"}}}}]}}",
        "{\"NetworkingConfig\":{\"EndpointsConfig\":{\"n\":{\"DriverOpts\":{\"token\":\"hunter2\"}}}}}"
      })
  void holdsNoSecret(String body) {
    CarryOver carry = of(body);

    assertThat(carry.toString()).doesNotContain("hunter2");
    assertThat(carry.hasPlaceholders() || !carry.secretVariables().isEmpty()).isTrue();
  }

  @Test
  void hidesASecretVariablesValueWhereverElseItStands() {
    CarryOver carry =
        Inventory.of(
            new CreateBody(LiveEngine.json("{\"Labels\":{\"note\":\"see hunter2\"}}"), Map.of()),
            LiveEngine.json("{\"Config\":{\"Env\":[\"DB_PASSWORD=hunter2\"]}}"),
            NOTHING);

    assertThat(carry.toString()).doesNotContain("hunter2");
  }

  @Test
  void tellsWhatIsTheContainersOwnAndWhatTheImages() {
    ObjectNode container =
        LiveEngine.json(
            """
            {"Config":{"Env":["PATH=/bin","TZ=UTC","NOTE=own"],"Cmd":["run"],"WorkingDir":"/srv",
              "Labels":{"a":"1","b":"2"},"User":"me"},
             "Mounts":[{"Type":"volume","Destination":"/var/proget/packages","Name":"v"}]}
            """);
    ObjectNode image =
        LiveEngine.json(
            """
            {"Config":{"Env":["PATH=/bin","NOTE=image's"],"Cmd":["run"],"WorkingDir":"/srv",
              "Labels":{"a":"1"},"User":"nobody"}}
            """);
    ObjectNode own =
        LiveEngine.json(
            """
            {"Env":["TZ=UTC","NOTE=own"],"Labels":{"b":"2"},"User":"me","Image":"x",
             "HostConfig":{"Memory":1048576,"CapAdd":null}}
            """);

    CarryOver carry = Inventory.of(new CreateBody(own, Map.of()), container, image);

    assertThat(carry.carried())
        .containsExactly(
            "Config.User",
            "Env.NOTE",
            "Env.TZ",
            "HostConfig.Memory",
            "Labels.b",
            "Mounts./var/proget/packages");
    assertThat(carry.inherited())
        .containsExactly("Config.Cmd", "Config.WorkingDir", "Env.PATH", "Labels.a");
  }
}
