/** What Kubernetes would be sent, as data. */

import assert from "node:assert/strict";
import { understood, type Understood } from "./commands.js";
import { run, runPython, tool } from "./tools.js";

/** As much as the tests look at. */
export interface Kubernetes {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly handler?: string;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly spec: {
    readonly template?: { readonly metadata: { readonly labels: object }; readonly spec: Pod };
    readonly selector?: object;
    readonly podSelector?: { readonly matchLabels?: object };
    readonly ports?: readonly {
      readonly name: string;
      readonly port: number;
      readonly targetPort?: string;
    }[];
    readonly scaleTargetRef?: { readonly name: string };
    readonly triggers?: readonly {
      readonly type: string;
      readonly metadata: Readonly<Record<string, string>>;
    }[];
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
    readonly ingress?: readonly { readonly ports: readonly { readonly port: number }[] }[];
    readonly rules?: readonly {
      readonly http: { readonly paths: readonly { readonly backend: Backend }[] };
    }[];
  };
}

export interface Pod {
  readonly runtimeClassName?: string;
  readonly hostUsers?: boolean;
  readonly containers: readonly Container[];
  readonly volumes: readonly {
    readonly name: string;
    readonly persistentVolumeClaim?: { readonly claimName: string };
    readonly secret?: { readonly secretName: string };
  }[];
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args: readonly string[];
  readonly env?: readonly {
    readonly name: string;
    readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
  }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

interface Backend {
  readonly service: { readonly name: string; readonly port: { readonly name: string } };
}

/** What `kubectl apply -k` would send. */
export function kustomized(folder: string, context: Mocha.Context): string {
  const { status, stdout, stderr } = run(tool("kubectl", context), ["kustomize", folder]);
  assert.equal(status, 0, stderr);
  return stdout;
}

const TO_JSON = "import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(sys.stdin))))";

export function objects(yaml: string): Kubernetes[] {
  const { status, stdout, stderr } = runPython(["-c", TO_JSON], yaml);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Kubernetes[];
}

/** All objects of one kustomization. */
export class Manifests {
  readonly all: readonly Kubernetes[];

  constructor(yaml: string) {
    this.all = objects(yaml);
  }

  found(kind: string, name: string): Kubernetes {
    const one = this.all.find((each) => each.kind === kind && each.metadata.name === name);
    assert.ok(one, `There is no ${kind} called ${name}.`);
    return one;
  }

  podOf(deployment: string): Pod {
    return this.found("Deployment", deployment).spec.template!.spec;
  }

  containerOf(deployment: string): Container {
    return this.podOf(deployment).containers[0]!;
  }

  /** The command of its container. */
  called(deployment: string): Understood {
    const { args, env } = this.containerOf(deployment);
    return understood(args, Object.fromEntries(env!.map(({ name }) => [name, "redis://x"])));
  }
}
