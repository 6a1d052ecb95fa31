// Generated from policies/default.yaml by `npm run policy:build`: edit that file, not this one.
export const defaultPolicyDocument: unknown = {
  "$schema": "./policy.schema.json",
  "schemaVersion": 1,
  "name": "default",
  "description": "On the device when it is sure, from a hosted model when it is not.",
  "start": {
    "minimumGain": 0.2,
    "lowBattery": {
      "below": 0.2,
      "minimumGain": 0.05,
      "maximumOutputTokens": 120
    },
    "rules": [
      {
        "name": "fresh-facts",
        "when": {
          "needsFreshFacts": true,
          "contextTokens": 0
        },
        "route": "hosted"
      },
      {
        "name": "long-tail-facts",
        "when": {
          "knowledgeDemand": {
            "$gte": 0.75
          }
        },
        "route": "hosted"
      },
      {
        "name": "rare-languages",
        "when": {
          "languageTier": "rare"
        },
        "route": "hosted"
      },
      {
        "name": "proofs",
        "when": {
          "task": "proof"
        },
        "route": "hosted"
      },
      {
        "name": "open-creative-writing",
        "when": {
          "task": "creative"
        },
        "route": "hosted"
      }
    ]
  },
  "watch": {
    "minimumTokens": 4,
    "escalateBelow": 0.05
  },
  "accept": {
    "minimumConfidence": 0.8,
    "longAnswers": {
      "fromTokens": 33,
      "minimumConfidence": 0.35
    },
    "sensitive": {
      "medical": 0.9,
      "legal": 0.9,
      "financial": 0.85
    },
    "whenUnsure": "mark"
  },
  "budget": {
    "costMicroUsd": 20000
  },
  "worth": {
    "rightAnswerMicroUsd": 200000,
    "secondMicroUsd": 1000,
    "modelSwitchMicroUsd": 2000
  },
  "device": {
    "maximumContextTokens": 1024,
    "maximumOutputTokens": 512,
    "contextTrimming": "drop-oldest-turns",
    "timeout": {
      "firstChunkMs": 30000,
      "chunkMs": 10000
    },
    "idleUnloadMs": 600000,
    "refusals": [
      {
        "name": "ios-large-models",
        "when": {
          "operatingSystem": "ios",
          "downloadMegabytes": {
            "$gt": 500
          }
        },
        "because": "A page on iOS may hold about 1.5 GB, and one that takes more is reloaded without an error."
      },
      {
        "name": "large-models-want-8-gb",
        "when": {
          "deviceMemoryGb": {
            "$lt": 8
          },
          "memoryMegabytes": {
            "$gt": 2000
          }
        },
        "because": "Loading holds the weights twice for a moment, which takes a device with 8 GB of memory."
      },
      {
        "name": "save-data",
        "when": {
          "saveData": true,
          "isCached": false,
          "downloadMegabytes": {
            "$gt": 50
          }
        },
        "because": "This browser is set to save data."
      },
      {
        "name": "safari-before-26",
        "when": {
          "browser": "safari",
          "browserVersion": {
            "$lt": 26
          }
        },
        "backend": "webgpu",
        "because": "WebGPU of Safari before 26 does not run ONNX Runtime."
      }
    ]
  },
  "hosted": {
    "maximumOutputTokens": 1024,
    "timeout": {
      "firstChunkMs": 20000,
      "chunkMs": 15000
    },
    "retry": {
      "maximumRetries": 2,
      "maximumDelayMs": 5000
    },
    "maximumFallbacks": 2,
    "adequateQuality": 0.7,
    "onTime": 0.95,
    "priorObservations": 20,
    "models": [
      {
        "id": "reference/small",
        "inputMicroUsdPerToken": 0.15,
        "outputMicroUsdPerToken": 0.6,
        "firstTokenMs": 200,
        "tokensPerSecond": 60,
        "quality": {
          "overall": 0.8,
          "knowledge": 0.65,
          "proof": 0.4,
          "creative": 0.6
        }
      },
      {
        "id": "reference/large",
        "inputMicroUsdPerToken": 2.5,
        "outputMicroUsdPerToken": 10,
        "firstTokenMs": 600,
        "tokensPerSecond": 40,
        "quality": {
          "overall": 0.97
        }
      },
      {
        "id": "openai/gpt-4o-mini",
        "catalog": "gpt-4o-mini",
        "inputMicroUsdPerToken": 0.15,
        "outputMicroUsdPerToken": 0.6,
        "firstTokenMs": 500,
        "tokensPerSecond": 110,
        "quality": {
          "overall": 0.85,
          "knowledge": 0.75
        }
      },
      {
        "id": "openai/gpt-4o",
        "inputMicroUsdPerToken": 2.5,
        "outputMicroUsdPerToken": 10,
        "firstTokenMs": 600,
        "tokensPerSecond": 90,
        "quality": {
          "overall": 0.92,
          "knowledge": 0.88
        }
      }
    ]
  },
  "audit": {
    "share": 0.01,
    "dailyCostMicroUsd": 1000000
  },
  "safety": {
    "rules": []
  }
};
