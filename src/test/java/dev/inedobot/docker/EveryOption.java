package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every option of {@code POST /containers/create}, from the reference of API 1.41: all members of
 * ContainerConfig, HostConfig, Resources, Mount and EndpointSettings, each unlike what a container
 * has without it. What excludes one another is spread over two containers.
 */
final class EveryOption {
  /** The first container; %1$s is the name that all things of a test begin with, %2$s a path. */
  private static final String MAIN =
      """
      {
        "Hostname": "packages", "Domainname": "example.test", "User": "0:0",
        "AttachStdin": true, "AttachStdout": true, "AttachStderr": true,
        "Tty": true, "OpenStdin": true, "StdinOnce": true, "ArgsEscaped": true,
        "Env": ["PROGET_SQL_SERVER=Password=hunter2", "PATH", "EMPTY="],
        "Entrypoint": ["/bin/sh"], "Cmd": ["-c", "sleep 600"],
        "Labels": {"team": "packages", "empty": "", "dev.inedobot.upgrade": "earlier2"},
        "ExposedPorts": {"8080/tcp": {}, "80/tcp": {}, "53/udp": {}},
        "Volumes": {"/srv/anonymous": {}, "/run/scratch": {}},
        "WorkingDir": "/srv/work", "StopSignal": "SIGINT", "StopTimeout": 17,
        "Shell": ["/bin/ash", "-c"], "OnBuild": ["RUN true"], "MacAddress": "02:12:34:56:78:9a",
        "Healthcheck": {
          "Test": ["CMD", "true"], "Interval": 5000000000, "Timeout": 3000000000,
          "StartPeriod": 2000000000, "Retries": 7
        },
        "HostConfig": {
          "NetworkMode": "%1$s-front",
          "Binds": [
            "%1$s-database:/var/proget/database", "%1$s-read:/srv/read:ro", "%2$s:/srv/files:ro,z",
            "/srv/bound"
          ],
          "Mounts": [
            {"Type": "volume", "Target": "/srv/unnamed"},
            {"Type": "volume", "Source": "%1$s-mounted", "Target": "/srv/mounted", "ReadOnly": true,
             "Consistency": "cached",
             "VolumeOptions": {"Labels": {"a": "b"},
               "DriverConfig": {"Name": "local", "Options": {"o": "x"}}}},
            {"Type": "bind", "Source": "%2$s", "Target": "/srv/bind", "ReadOnly": true,
             "BindOptions": {"Propagation": "rslave", "NonRecursive": true}},
            {"Type": "tmpfs", "Target": "/run/small",
             "TmpfsOptions": {"SizeBytes": 1048576, "Mode": 448}}
          ],
          "Tmpfs": {"/run/scratch": "size=1m", "/run/bare": ""},
          "VolumesFrom": ["%1$s-other:ro"], "VolumeDriver": "local",
          "ContainerIDFile": "/tmp/cid",
          "LogConfig": {"Type": "json-file", "Config": {"max-size": "1m", "tag": ""}},
          "PortBindings": {
            "80/tcp": [{"HostIp": "127.0.0.1", "HostPort": "38624"}, {"HostIp": "", "HostPort": ""}],
            "53/udp": [{"HostIp": "127.0.0.1", "HostPort": "38625"}]
          },
          "PublishAllPorts": true,
          "RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 3},
          "CapAdd": ["NET_ADMIN"], "CapDrop": ["MKNOD"],
          "Dns": ["10.0.0.53"], "DnsOptions": ["ndots:3"], "DnsSearch": ["example.test"],
          "ExtraHosts": ["sql.example.test:10.0.0.9"], "GroupAdd": ["7"],
          "IpcMode": "container:%1$s-other", "PidMode": "container:%1$s-other",
          "CgroupnsMode": "private", "UsernsMode": "host",
          "OomScoreAdj": 100, "ReadonlyRootfs": true,
          "SecurityOpt": ["no-new-privileges", "label=disable"],
          "Sysctls": {"net.ipv4.ip_unprivileged_port_start": "0"},
          "ShmSize": 134217728, "Runtime": "io.containerd.runc.v2", "ConsoleSize": [30, 100],
          "Isolation": "default", "Init": true,
          "MaskedPaths": ["/proc/kcore"], "ReadonlyPaths": ["/proc/sys"],
          "Devices": [
            {"PathOnHost": "/dev/null", "PathInContainer": "/dev/none", "CgroupPermissions": "rwm"}
          ],
          "DeviceCgroupRules": ["c 1:3 rwm"],
          "DeviceRequests": [
            {"Driver": "nvidia", "Count": 1, "DeviceIDs": null, "Capabilities": [["gpu"]],
             "Options": {"a": "b"}}
          ],
          "Ulimits": [{"Name": "nofile", "Soft": 1024, "Hard": 2048}]
        },
        "NetworkingConfig": {"EndpointsConfig": {"%1$s-front": {
          "IPAMConfig": {
            "IPv4Address": "10.213.71.77", "IPv6Address": "fd21:3071::77",
            "LinkLocalIPs": ["169.254.77.77"]
          },
          "Links": ["%1$s-other:database"], "Aliases": ["packages-alias"],
          "DriverOpts": {"com.example.option": "one"}}}}
      }
      """;

  /** The second container: what can't be together with something in the first. */
  private static final String OTHERWISE =
      """
      {
        "NetworkDisabled": true, "Entrypoint": [""], "Cmd": ["/bin/sleep", "600"],
        "Healthcheck": {"Test": ["NONE"]},
        "HostConfig": {
          "AutoRemove": true, "Privileged": true, "UTSMode": "host", "PidMode": "host",
          "IpcMode": "shareable", "NanoCpus": 500000000,
          "Links": ["%1$s-linked:database", "%1$s-linked:sql"]
        }
      }
      """;

  private EveryOption() {}

  static ObjectNode main(String name, String path) {
    return LiveEngine.json(MAIN.formatted(name, path));
  }

  static ObjectNode otherwise(String name) {
    return LiveEngine.json(OTHERWISE.formatted(name));
  }

  /**
   * What an engine takes only on some kernels, file systems and machines, by its name in {@code
   * HostConfig}: its value, and in the one that the engine knows no better, a part of what it says.
   */
  static Map<String, String[]> dependingOnTheMachine() {
    Map<String, String[]> options = new LinkedHashMap<>();
    String device = "[{\"Path\": \"/dev/null\", \"Rate\": 1048576}]";
    put(options, "CpuShares", "512", "CPU shares");
    put(options, "Memory", "268435456", "memory limit");
    put(options, "MemoryReservation", "134217728", "memory soft limit");
    put(options, "MemorySwappiness", "10", "swappiness");
    put(options, "KernelMemory", "67108864", "kernel memory|KernelMemory");
    put(options, "KernelMemoryTCP", "67108864", "kernel memory TCP|KernelMemoryTCP");
    put(options, "OomKillDisable", "true", "OomKillDisable");
    put(options, "PidsLimit", "500", "PIDs limit");
    put(options, "CpuPeriod", "50000", "CPU (cfs|CFS)");
    put(options, "CpuQuota", "25000", "CPU (cfs|CFS)");
    put(options, "CpuRealtimePeriod", "1000000", "real-time scheduler");
    put(options, "CpuRealtimeRuntime", "950000", "real-time scheduler");
    put(options, "CpusetCpus", "\"0\"", "cpuset");
    put(options, "CpusetMems", "\"0\"", "cpuset");
    put(options, "BlkioWeight", "300", "(?i)block I/O weight");
    put(
        options,
        "BlkioWeightDevice",
        "[{\"Path\": \"/dev/null\", \"Weight\": 300}]",
        "(?i)block I/O weight_device");
    put(options, "BlkioDeviceReadBps", device, "(?i)bps block I/O read");
    put(options, "BlkioDeviceWriteBps", device, "(?i)bps block I/O write");
    put(options, "BlkioDeviceReadIOps", device, "(?i)IOPS block read");
    put(options, "BlkioDeviceWriteIOps", device, "(?i)IOPS block write");
    put(options, "CgroupParent", "\"/inedobot-it\"", "cgroup");
    put(options, "Cgroup", "\"container:0\"", "(?i)cgroup");
    put(options, "StorageOpt", "{\"size\": \"10G\"}", "storage-opt|pquota|quota");
    put(options, "CpuCount", "1", "(?i)cpu count|not support");
    put(options, "CpuPercent", "50", "CPU percent");
    put(options, "IOMaximumIOps", "100", "maximum IOPs");
    put(options, "IOMaximumBandwidth", "1048576", "maximum bandwidth");
    return options;
  }

  private static void put(
      Map<String, String[]> options, String name, String value, String complaint) {
    options.put(name, new String[] {value, complaint});
  }

  static JsonNode value(String json) {
    return LiveEngine.json("{\"value\":" + json + "}").path("value");
  }
}
