"""What a command can't do, and why there is no plan: key -> (English, Chinese)."""

from __future__ import annotations

TROUBLE = {
    # commands and models
    "no_such_model": ("there is no model '{found}'; models: {allowed}.", "没有模型“{found}”；可用模型：{allowed}。"),
    "bad_model": ("model file {place}: {found}.", "模型文件 {place}：{found}。"),
    "no_such_setting": ("there is no setting {name}", "没有设定 {name}"),
    "no_setting": ("{name} is missing", "缺少 {name}"),
    "wrong_setting": ("{name}: found '{found}', allowed {allowed}", "{name}：填的是“{found}”，应为 {allowed}"),
    "model_needs_table": (
        "the model '{model}' needs {table}, and the case has no such rows. Add them, or choose another model.",
        "模型“{model}”需要 {table}，算例中没有。请补上，或换用其他模型。",
    ),
    "no_account": ("there is no account '{found}'; accounts: {allowed}.", "没有账户“{found}”；现有账户：{allowed}。"),
    "no_caps_to_move": (
        "the model '{model}' has no yearly caps of account '{account}' on '{scope}' to move. Add them to caps.csv, or use --year "
        "or --cumulative, which need none.",
        "模型“{model}”在账户“{account}”中没有“{scope}”的年度上限可收紧。请在 caps.csv 中补上，或用不需要上限的 --year、--cumulative。",
    ),
    "year_outside": ("year {found} is not in the plan's years, {allowed}.", "{found}年不在规划期（{allowed}）内。"),
    "one_direction": (
        "choose one of --year, --cumulative and --direction; --alone goes with --year.",
        "--year、--cumulative、--direction 只能选一个；--alone 与 --year 同用。",
    ),
    "not_constrained": (
        "'{found}' is not a quantity of emissions. A curve moves a cap on the emissions of {allowed}; along anything else the "
        "difference of cost over the difference of tonnes is no marginal cost: it need not even rise.",
        "“{found}”不是排放量。曲线收紧的是 {allowed} 的排放上限；沿其他量变动时，成本差除以减排量之差不是边际成本，甚至不一定递增。",
    ),
    # calls from Python
    "no_argument": (
        "{function} has no argument '{found}'; its arguments: {allowed}.",
        "{function} 没有参数“{found}”；可用参数：{allowed}。",
    ),
    "by_name": (
        "{function} takes its first argument alone by position, and found {found} after it. Give the others by name: {allowed}.",
        "{function} 只有第一个参数可按位置给出，其后却有 {found}。其余参数请写明名称：{allowed}。",
    ),
    "argument_needed": (
        "{function} needs {found}; its arguments: {allowed}.",
        "{function} 还需要 {found}；全部参数：{allowed}。",
    ),
    "model_of_prepared": (
        "a prepared case has its model already, '{model}', and '{found}' was asked for. Prepare the case again with that model.",
        "已编译的算例用的是模型“{model}”，现却要求“{found}”。请用该模型重新编译算例。",
    ),
    "scenario_of_a_scenario": (
        "this case is under the scenario '{found}' already. Read its folder, with all scenarios that are meant.",
        "此算例已按情景“{found}”改动。请从其文件夹读取，并一次给出所要的全部情景。",
    ),
    "case_changed": (
        "this case is not what its tables say: it was changed after it was read. Scenarios change the tables; write the "
        "change into them.",
        "此算例在读取后被改动，与其数据表不符。情景改动的是数据表；请把改动写入数据表。",
    ),
    "nothing_to_draw": (
        "there is nothing to draw of this {found}: it has no steps, bars or prices; days are of a case with slices.csv, payers of one "
        "with payers.csv.",
        "此 {found} 没有可绘制的内容：没有台阶、柱或价格；逐时图需要 slices.csv，各付款方的图需要 payers.csv。",
    ),
    "no_cluster": (
        "the Dask cluster at '{found}' does not do the work: {why}. See that its scheduler answers and that each worker has the "
        "same version of this package.",
        "位于“{found}”的 Dask 集群未能完成计算：{why}。请确认其调度器可以连接，且每个 worker 都装有同一版本的本软件。",
    ),
    "no_processes": (
        "the processes that share the work could not start, or died again and again. In a script put the call under "
        "`if __name__ == '__main__':`, since each process reads the script anew; in an interactive session ask for one year at "
        "a time, or for one worker.",
        "分担计算的进程无法启动，或一再中断。脚本中请把调用放在 `if __name__ == '__main__':` 之下（每个进程都会重新读取脚本）；"
        "交互环境中请逐年计算，或只用一个进程。",
    ),
    "bad_direction": (
        "--direction: found '{found}', allowed YEAR=TONNES,YEAR=TONNES, e.g. 2030=5,2035=10.",
        "--direction：给的是“{found}”，应为若干“年份=吨数”，以逗号分开，例如 2030=5,2035=10。",
    ),
    "no_such_table": ("there is no table '{found}'; tables: {allowed}.", "没有表“{found}”；现有的表：{allowed}。"),
    "not_ours": (
        "'{place}' holds files that the planner did not write, e.g. {found}. Choose another folder or say --force.",
        "“{place}”中有不是本程序写出的文件，例如 {found}。请换一个文件夹，或加 --force。",
    ),
    "in_the_way": (
        "'{place}' is not a file that the planner wrote, and would be replaced. Move it, or say --force.",
        "“{place}”不是本程序写出的文件，却会被覆盖。请移走它，或加 --force。",
    ),
    "other_case": (
        "'{place}' holds the results of another case of this name, {found}. Choose another --out, or say --force: then "
        "those results go.",
        "“{place}”中是另一个同名算例（{found}）的结果。请换一个 --out；或加 --force，原结果会被替换。",
    ),
    "busy": (
        "can't write to '{place}': another run has been writing there for a minute.",
        "无法写入“{place}”：另一次运行正在写入，已等待一分钟。",
    ),
    "no_place": (
        "can't write to '{place}': {found}. Nothing there was changed.",
        "无法写入“{place}”：{found}。原有文件没有改变。",
    ),
    "bad_record": (
        "'{place}' is not as the planner wrote it, so whose files stand there is not known. Remove it, or write over it "
        "with --force.",
        "“{place}”与规划器写入的不同，无法得知其中文件的归属。请删除它，或用 --force 覆盖。",
    ),
    "no_path": ("can't open '{place}': {found}.", "无法打开“{place}”：{found}。"),
    "no_output": ("can't print: {found}.", "无法输出：{found}。"),
    "because_enospc": ("the disk is full", "磁盘已满"),
    "because_efbig": ("the file is larger than allowed", "文件超过允许的大小"),
    "because_eacces": ("no permission", "没有权限"),
    "because_eperm": ("no permission", "没有权限"),
    "because_erofs": ("it is read-only", "只读"),
    "because_enotdir": ("a file stands where a folder should be", "应为文件夹处是一个文件"),
    "because_eexist": ("a file stands where a folder should be", "应为文件夹处是一个文件"),
    "because_enoent": ("it is gone", "已不存在"),
    "because_enametoolong": ("a name is too long", "名称过长"),
    "because_epipe": ("what reads the output has closed it", "读取输出的程序已关闭"),
    "because_ebadf": ("standard output is closed", "标准输出已关闭"),
    "fault": (
        "a mistake in the planner, not in your case: {found} ({place}). Please report it with the case; with PLANNER_DEBUG=1 "
        "set, the whole trace is printed.",
        "程序自身出错，不是算例的问题：{found}（{place}）。请连同算例一起反馈；设置 PLANNER_DEBUG=1 可输出完整追踪信息。",
    ),
    "missing_extra": (
        "the Python library '{found}' is not installed. Run: pip install '{install}'",
        "没有安装 Python 库“{found}”。请运行：pip install '{install}'",
    ),
    "no_such_option": (
        "there is no option '{found}'; `{command} --help` lists them.",
        "没有选项“{found}”；`{command} --help` 列出全部选项。",
    ),
    "no_such_command": (
        "there is no command '{found}'; `planner --help` lists them.",
        "没有命令“{found}”；`planner --help` 列出全部命令。",
    ),
    "bad_option": ("{place}: {found}. See `{command} --help`.", "{place}：{found}。见 `{command} --help`。"),
    "bad_language_variable": (
        "PLANNER_LANG: found '{found}', allowed {allowed}. Set it to one of these, or give --lang.",
        "环境变量 PLANNER_LANG 的值“{found}”有误，可用：{allowed}。请改正，或用 --lang 指定。",
    ),
    "bad_command": ("{found}. See `{command} --help`.", "命令有误：{found}。见 `{command} --help`。"),
    "already_there": ("'{place}' already exists. Choose a new folder.", "“{place}”已存在。请换一个新文件夹。"),
    "file_already_there": ("'{place}' already exists. Choose a new file.", "“{place}”已存在。请换一个新文件名。"),
    "undeclared_rows": (
        "`extend` must return one Family for each constraint that it adds; without its other: {found}. Added: {allowed}.",
        "`extend` 须为其添加的每个约束返回一个 Family；不成对的有：{found}。已添加：{allowed}。",
    ),
    "not_linear": (
        "`extend` adds what is not linear: {found}. A constraint is a sum of variables, each times a number, on either side.",
        "`extend` 添加了非线性内容：{found}。约束两侧只能是变量乘以常数之和。",
    ),
    "two_sided_policy": (
        "'{found}' has a lower and an upper side. A policy has one: write two constraints, or declare it physical.",
        "“{found}”同时有下限和上限。一项政策只有一侧：请写成两个约束，或声明为 physical。",
    ),
    # the solver and its answer
    "unbounded": (
        "the total cost can fall without limit along: {found}. Something earns more than it costs and has no limit.",
        "总成本可沿 {found} 无限下降：其中有收益大于成本而没有上限的措施。",
    ),
    "solver_failed": (
        "the solver found no answer in any of its ways: {found}. Please report this case.",
        "求解器的各种算法均未得出结论：{found}。请反馈此算例。",
    ),
    "time_limit": (
        "the time limit of {seconds:g} s is over. Until then: {solves} programs solved, {iterations} solver iterations. Raise "
        "--time-limit.",
        "已到时间限制 {seconds:g} 秒。此前求解了 {solves} 个线性规划，共迭代 {iterations} 次。请加大 --time-limit。",
    ),
    "time_limit_curve": (
        "the time limit of {seconds:g} s is over. Until then: {solves} programs solved, {iterations} solver iterations, and "
        "{way:.0%} of the curve's way. Raise --time-limit, or allow a --tolerance.",
        "已到时间限制 {seconds:g} 秒。此前求解了 {solves} 个线性规划，共迭代 {iterations} 次，曲线已完成 {way:.0%}。请加大 --time-limit，"
        "或用 --tolerance 允许误差。",
    ),
    "other_thread": (
        "a solver session belongs to the thread that made it; make one for each thread.",
        "求解会话只能在创建它的线程中使用；请为每个线程各建一个。",
    ),
    "tiny_coefficient": (
        "a coefficient of {row} on {column} is {found} after scaling; the solver would drop it. Check the units of "
        "these rows; `planner check` lists numbers that are hardly meant.",
        "{row} 对 {column} 的系数缩放后为 {found}，会被求解器忽略。请检查相关行的单位；`planner check` 会列出疑似有误的数值。",
    ),
    "not_certified": (
        "the solver's answer failed its certificate: {found}. `planner check` lists numbers that are hardly meant.",
        "求解结果未通过最优性核验：{found}。`planner check` 会列出疑似有误的数值。",
    ),
    "numbers_apart": (
        "a number is {found} times the usual one of this case ({what}), so large that others are lost in its rounding. "
        "Check it and its unit; `planner check` lists numbers that are hardly meant.",
        "有一个数值是本算例通常数值的 {found} 倍（{what}），大到其他数值被其舍入误差淹没。请检查该数值及其单位；"
        "`planner check` 会列出疑似有误的数值。",
    ),
    "audit_failed": (
        "the plan failed the audit from the tables: {found}. Please report this case.",
        "方案未通过按数据表的复核：{found}。请反馈此算例。",
    ),
    "wrong_price_sign": (
        "the shadow price of {found} came out negative ({value}).",
        "{found} 的影子价格为负（{value}）。",
    ),
    "interrupted": ("interrupted; finished files are whole", "已中断；已写出的文件是完整的"),
    "no_scope": ("there is no scope '{found}'; scopes: {allowed}.", "没有范围“{found}”；现有范围：{allowed}。"),
    "emissions_fall_for_ever": (
        "these emissions can fall without limit along: {found}. Give it a potential, build_limit or growth.",
        "这些排放可以沿以下措施无限下降：{found}。请给出 potential、build_limit 或 growth。",
    ),
}
