// The types that the page's modules name in JSDoc. `Api` is what the service sends: the names of the fields come from its
// OpenAPI document, by way of `client.d.ts`, which openapi-typescript generates. `Page` is what the page adds.
import type * as d3Array from 'd3-array';
import type * as d3Contour from 'd3-contour';
import type { components } from './client.js';

type Schemas = components['schemas'];

/** A type of the document of which some fields are always there, and of which some have a type that we know better. */
type Known<
  Schema,
  Always extends keyof Schema,
  Better extends { [K in keyof Better]: K extends keyof Schema ? unknown : never } = object,
> = Omit<Schema, Always | keyof Better> & Required<Omit<Pick<Schema, Always>, keyof Better>> & Better;

declare global {
  /** Two vendored scripts without modules: d3-array and d3-contour. */
  var d3: typeof d3Array & typeof d3Contour;

  namespace Api {
    /** A number, null where it is not finite. */
    type Finite = number | null;
    /** A tensor as nested arrays; a large one as a summary. */
    type Tensor = Finite | Tensor[] | Summary;
    type Summary = { norm: Finite; mean: Finite; std: Finite; min: Finite; max: Finite };
    /** The same values for every recorded point. */
    type Column = Tensor[] | { [statistic: string]: Finite[] };

    type Fault = Required<Pick<NonNullable<Schemas['Problem']['errors']>[number], 'pointer' | 'message'>>;
    type Problem = Known<Schemas['Problem'], never, { errors?: Fault[] }>;

    /** One of a kind of the catalogue with its options, as `{"type": "sgd", "learningRate": 0.1}`. */
    type Chosen = { type?: string; [option: string]: unknown };
    type Layer = Chosen & { type: string };
    type Model = Known<
      Schemas['JobSpecification']['model'],
      never,
      { layers?: Layer[]; parameters?: Record<string, unknown> }
    >;
    type Specification = Known<
      Schemas['JobSpecification'],
      'model' | 'data',
      {
        model: Model;
        data: Record<string, unknown>;
        loss?: Chosen | string;
        optimizer?: Chosen & { learningRate?: number };
        schedule?: Chosen | string;
        gradientClipping?: object | null;
        record?: { every?: number; parameters?: boolean; gradients?: boolean; metrics?: boolean };
        stop?: { [rule: string]: unknown } | null;
      }
    >;

    type StudentRun = Known<
      Schemas['StudentRun'],
      'id' | 'status' | 'step' | 'steps' | 'findings',
      { name: string | null; outcome: string | null; loss: Finite; curve: Finite[] }
    >;
    type Student = Known<
      Schemas['Student'],
      'name' | 'jobs' | 'solved',
      { next: string | null; run: StudentRun | null }
    >;
    type Class = {
      assignments: Required<Schemas['Assignment']>[];
      students: Student[];
      findings: Required<Schemas['ClassFinding']>[];
    };

    /** A specification as the service returns it: with every default. */
    type Resolved = Specification & {
      steps: number;
      loss: Chosen & { type: string };
      optimizer: Chosen & { type: string; learningRate: number };
      record: { every: number; metrics?: boolean };
    };

    type Result = Known<
      Schemas['ResultView'],
      'parameters' | 'metrics' | 'durationMillis',
      {
        finalLoss: Finite;
        diagnosis: Required<Schemas['Diagnosis']>[];
        best?: { step: number; monitor: string; value: number } | null;
      }
    >;
    type Job = Known<
      Schemas['JobView'],
      'id',
      {
        status: string;
        forkOf?: { job: string; step: number; parameters: Record<string, number> } | null;
        outcome?: string | null;
        specification: Resolved;
        result?: Result | null;
        error?: string | null;
      }
    >;
    type Trial = Known<
      Schemas['RankedTrial'],
      'status',
      { values: Record<string, Chosen & { learningRate: number }>; jobId?: string | null; finalLoss?: Finite }
    >;
    type Sweep = Known<
      Schemas['SweepView'],
      'id' | 'status',
      { ranking: Trial[]; progress: Required<Schemas['SweepProgress']> }
    >;
    type TestLosses = Known<Schemas['TestLossView'], 'step', { loss: Finite[] }>;
    type Metrics = { step: number[]; [metric: string]: Finite[] };
    type Steps = Known<
      Schemas['TrajectoryView'],
      'step',
      {
        loss: Finite[];
        initial: Record<string, Tensor>;
        parameters: Record<string, Column>;
        gradients: Record<string, Column>;
        testLoss?: TestLosses;
        metrics?: Metrics | null;
      }
    >;

    type Axis = Required<Schemas['Axis']>;
    type Path = Required<Schemas['Path']>;
    type Paths = { [job: string]: Path };
    type Line = { x: Axis; y: null; losses: Finite[]; rows: null; path: Path; others?: Paths };
    type Plane = { x: Axis; y: Axis; losses: null; rows: Finite[][]; path: Path; others?: Paths };
    /** The loss over one or over two directions. */
    type LossSurface = Known<Schemas['LossSurface'], 'step', Line> | Known<Schemas['LossSurface'], 'step', Plane>;

    /** Rows of a generator or of a bundled data set: the columns of the inputs, then the target. */
    type Points = Required<Schemas['Points']>;
    type Rows = Known<Schemas['DataRows'], 'count', { columns: Record<string, (number | number[])[]> }>;
    type JobData = Known<
      Schemas['JobDataView'],
      'inputs' | 'target' | 'classes',
      { training: Rows; test: Rows | null; standardization?: Record<string, Required<Schemas['Scale']>> }
    >;
    type Output = number | number[];
    type Predictions = Known<Schemas['Predictions'], 'classes', { outputs: Output[] }>;
    type PredictionHistory = Known<
      Schemas['PredictionHistory'],
      'steps',
      { outputs: (Output[] | null)[]; classes: (string[] | null)[] | null }
    >;
    type Sample = Required<Schemas['TextSampleView']>;

    type NodeValue = Known<
      Schemas['NodeValue'],
      'id' | 'kind' | 'op' | 'group' | 'inputs' | 'formula' | 'text',
      { value: Tensor }
    >;
    type NodeGradient = Known<Schemas['NodeGradient'], 'node' | 'edges' | 'text', { value: Tensor }>;
    type Derivative = Known<Schemas['Derivative'], 'kind' | 'formula' | 'text', { value?: Tensor }>;
    type EdgeGradient = Known<
      Schemas['EdgeGradient'],
      'edge' | 'from' | 'to' | 'formula' | 'text',
      { derivative: Derivative; arrived: Tensor; passed: Tensor }
    >;
    type Equation = Known<Schemas['Equation'], 'name' | 'formula' | 'text'>;
    type ParameterUpdate = Known<
      Schemas['ParameterUpdate'],
      'parameter' | 'gradientText',
      { before: Tensor; gradient: Tensor; after: Tensor; equations: Equation[] }
    >;
    type StepTrace = Known<
      Schemas['StepTrace'],
      'step' | 'learningRate',
      {
        rows: Required<Schemas['Rows']>;
        forward: Known<Schemas['ForwardPhase'], 'prediction', { nodes: NodeValue[] }>;
        loss: Known<Schemas['LossPhase'], 'node' | 'value', { nodes: NodeValue[] }>;
        backward: Known<Schemas['BackwardPhase'], never, { edges: EdgeGradient[]; nodes: NodeGradient[] }>;
        update: Known<Schemas['UpdatePhase'], 'optimizer', { parameters: ParameterUpdate[] }>;
      }
    >;

    type RowGradient = Known<Schemas['RowGradient'], 'parameter' | 'text', { row: Tensor; part: Tensor }>;
    type WeightChain = Known<
      Schemas['WeightChain'],
      'weight' | 'python' | 'value',
      { factors: Required<Schemas['Factor']>[] }
    >;
    /** One row of a step. */
    type RowTrace = Known<
      Schemas['RowTrace'],
      'step' | 'learningRate',
      Pick<StepTrace, 'forward' | 'backward' | 'update'> & {
        row: Required<Schemas['Row']>;
        loss: Known<Schemas['RowLoss'], 'node' | 'value' | 'divisor' | 'share' | 'batch', { nodes: NodeValue[] }>;
        weights: RowGradient[];
        chain?: WeightChain | null;
      }
    >;

    /** Everything that a layer gets and gives for a row. */
    type LayerMaps = { input: Tensor; output: Tensor; kernels: Tensor };
    type OpenedCell = {
      input: Tensor;
      gates: Record<string, Tensor>;
      cell: Tensor;
      hidden: Tensor;
      hiddenGradientNorm: Finite;
    };
    /** How an element of a layer came about: the fields of all kinds of layers, of which each has its own. */
    type LayerArithmetic = {
      group?: number;
      from?: number[];
      patch?: Tensor;
      kernel?: Tensor;
      products?: Tensor;
      sum?: Finite;
      bias?: Finite;
      weighted?: Finite;
      pool?: string;
      window?: Tensor;
      winner?: number[] | null;
      input?: Finite;
      mean?: Finite;
      variance?: Finite;
      normalized?: Finite;
      scale?: Finite;
      shift?: Finite;
      steps?: OpenedCell[];
      position?: number;
      heads?: { weights: Tensor }[];
    };
    type OpenedLayer = {
      layer: string;
      kind: string;
      inputShape: number[];
      shape: number[];
      element: number[];
      value: Finite;
      gradient: Finite;
      arithmetic: LayerArithmetic | null;
      maps?: LayerMaps | null;
      text: string[];
    };
    /** One layer of a step, for a row of its batch. */
    type OpenedStep = { step: number; row: Required<Schemas['Row']>; layers: OpenedLayer[] };

    type Option = Known<Schemas['OptionView'], 'name' | 'type' | 'text' | 'required', { default?: unknown }>;
    type Kind = Known<Schemas['KindView'], 'name' | 'text', { options?: Option[] }>;
    type Catalog = Known<
      Schemas['Catalog'],
      'functions',
      {
        kinds: Record<'layer' | 'activation' | 'init' | 'loss' | 'optimizer' | 'schedule', Kind[]>;
        generators: Required<Schemas['GeneratorView']>[];
        datasets: Required<Schemas['DatasetView']>[];
      }
    >;
    type LessonEntry = Required<Schemas['LessonEntry']>;
    type Variation = Known<Schemas['VariationView'], 'name', { specification: Specification }>;
    type Lesson = Known<
      Schemas['LessonView'],
      'id' | 'title' | 'text',
      { trueValues?: Record<string, Tensor>; specification: Specification; variations: Variation[] }
    > & {
      question?: Required<Schemas['Question']> | null;
      views?: string[];
      open?: Record<string, Record<string, string>>;
    };
  }

  namespace Page {
    /** What an element can have inside. */
    type Child = Node | string | number | null | undefined | false | '' | Child[];

    /** The attributes and listeners of an element. A target is the element itself where nothing inside it has the event. */
    interface Properties<E extends Element> {
      onclick?: (event: MouseEvent & { target: E }) => unknown;
      onchange?: (event: Event & { target: E }) => unknown;
      oninput?: (event: Event & { target: E }) => unknown;
      onsubmit?: (event: SubmitEvent & { target: E }) => unknown;
      onscroll?: (event: Event & { target: E }) => unknown;
      onkeydown?: (event: KeyboardEvent & { target: E }) => unknown;
      [attribute: string]: unknown;
    }
  }
}
